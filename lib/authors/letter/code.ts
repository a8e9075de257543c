import { randomBytes } from "node:crypto";

const BYTES = 16;

/** What a letter's address ends with: 128 bits by chance, which nobody guesses. */
export const letterCode = (): string => randomBytes(BYTES).toString("base64url");

export const isLetterCode = (text: string): boolean => /^[\w-]{22}$/.test(text);

export const letterPath = (code: string): string => `/letters/${code}`;
