import { createHash } from "node:crypto";
import fresh from "fresh";

/**
 * For everybody, from pages of any site. Whoever keeps a copy asks whether it still is what it was: a file, its sum and the list of all are to
 * be of one moment, also when a month was restated just now, and none is shown any more when the journal hides its figures.
 */
export const OPEN: Readonly<Record<string, string>> = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "etag, last-modified",
  "cache-control": "public, no-cache",
  vary: "Accept-Encoding",
};

/** The conditions of a request (RFC 9110 §13.1), as `fresh` takes them. */
export const conditions = ({ headers }: Request) => ({
  "if-none-match": headers.get("if-none-match") ?? undefined,
  "if-modified-since": headers.get("if-modified-since") ?? undefined,
});

/** A text made for the answer, of facts that last changed at an instant where that is known. */
export function textAnswer(request: Request, body: string, type: string, changed?: Date | undefined): Response {
  const headers: Record<string, string> = {
    ...OPEN,
    etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
    ...(changed ? { "last-modified": changed.toUTCString() } : {}),
  };
  if (fresh(conditions(request), headers)) return new Response(null, { status: 304, headers });
  return new Response(request.method === "HEAD" ? null : body, { headers: { ...headers, "content-type": type } });
}

const PLAIN = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" };

/** Why there is nothing at an address, in words; not kept, as it may be there soon. */
export const absent = (words: string): Response =>
  new Response(`${words}\n`, { status: 404, headers: { ...PLAIN, "access-control-allow-origin": "*" } });

/** What is on record is not in the store: the next pass makes it again. */
export const lost = (): Response =>
  new Response("The file is being made again. Try again in ten minutes.\n", {
    status: 503,
    headers: { ...PLAIN, "retry-after": "600" },
  });
