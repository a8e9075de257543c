import { createHash } from "node:crypto";

/** A figure that is a minute old says itself of when it is. */
const SECONDS = 60;

/** What pages of other sites show: to be kept for a while by everybody in between, and the same for all who ask. */
export function keptAnswer(
  request: Request,
  { body, type, headers = {} }: { body: string; type: string; headers?: Record<string, string> },
): Response {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const common = {
    ...headers,
    etag,
    "cache-control": `public, max-age=${SECONDS}`,
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
  };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers: common });
  return new Response(body, { headers: { ...common, "content-type": type } });
}

/** The same of what is not there, or not understood: not kept, so that it is there as soon as the journal shows it. */
export const absentAnswer = (
  status: 400 | 404 | 501,
  body: string,
  type: string,
  headers: Record<string, string> = {},
): Response =>
  new Response(body, {
    status,
    headers: { ...headers, "content-type": type, "cache-control": "no-store", "access-control-allow-origin": "*" },
  });
