import { createHash, randomBytes } from "node:crypto";

/** What is kept of a key. */
export const keyHash = (key: string): Buffer => createHash("sha256").update(key).digest();

/** A key of the COUNTER API, as nobody can guess it. */
export const newKey = (): string => `ffc_${randomBytes(24).toString("base64url")}`;
