import { createHash } from "node:crypto";

/** Tells files of one action apart; 32 bits of a hash are plenty for the few parts of one article. */
export const partNumber = (part: string): number => createHash("sha256").update(part).digest().readInt32BE(0);
