import { createHmac, timingSafeEqual } from "node:crypto";

/** What a link is for: one for files ends nothing, and one that ends a mail opens no files. */
type Purpose = "files" | "leave";

const ID_BYTES = 16;
const PROOF_BYTES = 16;
const UUID = /^([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/;

/** What a link holds: whose it is, and a proof that the site made it. It can be made again at any time, and is kept nowhere. */
export function linkToken(secret: string, purpose: Purpose, id: string): string {
  const bytes = Buffer.from(id.replaceAll("-", ""), "hex");
  return Buffer.concat([bytes, proofOf(secret, purpose, bytes)]).toString("base64url");
}

/** Whose link it is; undefined for one that the site did not make, or made for something else. */
export function linkedId(secret: string, purpose: Purpose, token: string): string | undefined {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== ID_BYTES + PROOF_BYTES || bytes.toString("base64url") !== token) return undefined;
  const id = bytes.subarray(0, ID_BYTES);
  if (!timingSafeEqual(bytes.subarray(ID_BYTES), proofOf(secret, purpose, id))) return undefined;
  return id.toString("hex").replace(UUID, "$1-$2-$3-$4-$5");
}

const proofOf = (secret: string, purpose: Purpose, id: Buffer): Buffer =>
  createHmac("sha256", secret).update(`report-${purpose}/`).update(id).digest().subarray(0, PROOF_BYTES);
