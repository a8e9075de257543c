/** Why an article-day is counted again. The codes are what marks and the ledger keep. */
export const RESTATEMENT_REASONS = {
  n: "Events arrived",
  i: "An access log was imported",
  r: "A list of robots changed",
  b: "A visitor behaved like a robot",
  j: "The journal changed its rules on robots",
  o: "An operator asked for a recount",
  m: "The method changed",
  x: "An editor took usage out",
  u: "An editor put usage back",
} as const;
export type RestatementReason = keyof typeof RESTATEMENT_REASONS;

/** The codes of ledger entries in words, each once. */
export const reasonWords = (codes: string): string[] =>
  [...new Set(codes)].flatMap((code) =>
    code in RESTATEMENT_REASONS ? RESTATEMENT_REASONS[code as RestatementReason] : [],
  );
