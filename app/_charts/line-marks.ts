/** Dashes tell lines apart where colours do not. */
const DASHES: readonly (readonly number[])[] = [
  [],
  [8, 3],
  [2, 3],
  [8, 3, 2, 3],
  [12, 4],
  [4, 4],
  [1, 2],
  [12, 3, 2, 3, 2, 3],
];

/** How many lines can be told apart. */
export const MOST_LINES = DASHES.length;
export const lineDash = (i: number): readonly number[] => DASHES[i % DASHES.length] ?? [];
/** The custom property with a line's colour. */
export const lineName = (i: number): string => `--line-${(i % DASHES.length) + 1}`;
