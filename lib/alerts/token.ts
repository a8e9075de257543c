import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const SECRET_BYTES = 16;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export const hashOf = (secret: Uint8Array): Buffer => createHash("sha256").update(secret).digest();

/** What a link that confirms holds: whose sign-up, and a secret of which only the hash is kept. */
export function confirmToken(requestId: string): { token: string; hash: Buffer } {
  const secret = randomBytes(SECRET_BYTES);
  const id = Buffer.from(requestId.replaceAll("-", ""), "hex");
  return { token: Buffer.concat([id, secret]).toString("base64url"), hash: hashOf(secret) };
}

export function parseConfirmToken(token: string): { requestId: string; hash: Buffer } | undefined {
  const bytes = tokenBytes(token, 16 + SECRET_BYTES);
  if (!bytes) return undefined;
  const requestId = bytes
    .subarray(0, 16)
    .toString("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return UUID.test(requestId) ? { requestId, hash: hashOf(bytes.subarray(16)) } : undefined;
}

/** True when the hash is among those kept; says nothing by the time it takes. */
export const isAmong = (hash: Buffer, kept: readonly Buffer[]): boolean =>
  kept.filter((one) => one.length === hash.length && timingSafeEqual(one, hash)).length > 0;

/** What a link that ends a subscription holds: the same for the same address and journal at any time, so that old mail keeps working. */
export const leaveTokenOf = (key: Buffer, emailKey: string, journalId: number, specialIssueId: number | null): Buffer =>
  createHmac("sha256", key)
    .update(JSON.stringify([emailKey, journalId, specialIssueId]))
    .digest()
    .subarray(0, SECRET_BYTES);

export const parseLeaveToken = (token: string): Buffer | undefined => tokenBytes(token, SECRET_BYTES);

function tokenBytes(token: string, length: number): Buffer | undefined {
  const bytes = Buffer.from(token, "base64url");
  return bytes.length === length && bytes.toString("base64url") === token ? bytes : undefined;
}
