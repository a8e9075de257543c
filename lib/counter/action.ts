/**
 * What a user did with an article (or, for `search`, on the platform). The names are the words of our API;
 * the one-letter codes are what the database keeps of them.
 */
export const ACTION_CODES = {
  abstract: "a",
  fulltext: "f",
  pdf: "p",
  xml: "x",
  epub: "e",
  supplement: "s",
  figure: "g",
  references: "r",
  export: "c",
  share: "h",
  linkout: "l",
  search: "q",
  denied: "n",
  limited: "m",
} as const;
export type Action = keyof typeof ACTION_CODES;
export type ActionCode = (typeof ACTION_CODES)[Action];

/** Full content was delivered: a Request, and therefore also an Investigation. COUNTER R5.1 §3.3.3. */
export const REQUESTS: readonly Action[] = ["fulltext", "pdf", "xml", "epub"];

/** Information about the article was looked at: an Investigation only. */
export const OTHER_INVESTIGATIONS: readonly Action[] = [
  "abstract",
  "supplement",
  "figure",
  "references",
  "export",
  "share",
  "linkout",
];

/** Access that was refused: `denied` is No_License, `limited` is Limit_Exceeded. COUNTER R5.1 §3.3.3. */
export const DENIALS: readonly Action[] = ["denied", "limited"];

/** Searches have no double-click rule; everything else has. COUNTER R5.1 §7.2. */
export const isDoubleClickFiltered = (action: Action): boolean => action !== "search";
export const isRequest = (action: Action): boolean => REQUESTS.includes(action);
export const isInvestigation = (action: Action): boolean =>
  REQUESTS.includes(action) || OTHER_INVESTIGATIONS.includes(action);
