/** Figures are facts: whoever makes them gives up what rights there might be in them. */
export const LICENCE = {
  name: "CC0-1.0",
  title: "CC0 1.0 Universal",
  path: "https://creativecommons.org/publicdomain/zero/1.0/",
} as const;
