import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { Busboy, type BusboyFileStream } from "@fastify/busboy";

/** No letter is longer, by far. */
const LARGEST = 5 * 1024 * 1024;

/** SHA-256 of the one file that a form sends; nothing of it is kept. "large" for one that can be none of ours, "none" for no file. */
export async function sentHash(
  request: Request,
): Promise<{ kind: "hash"; sha256: string } | { kind: "large" | "none" }> {
  const type = request.headers.get("content-type") ?? "";
  if (!request.body || !/^multipart\/form-data;.*\bboundary=\S/i.test(type)) return { kind: "none" };
  if (Number(request.headers.get("content-length") ?? 0) > 2 * LARGEST) return { kind: "large" };
  const form = new Busboy({
    headers: { "content-type": type },
    limits: { fileSize: LARGEST, files: 1, fields: 5, fieldSize: 1024, headerPairs: 100 },
  });
  const hash = createHash("sha256");
  let [bytes, large] = [0, false];
  form.on("file", (_, stream: BusboyFileStream) => {
    // Of a form without its end the file says so first, and nobody would hear it; the form says it too.
    stream.on("error", () => undefined);
    stream.on("limit", () => {
      large = true;
    });
    stream.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      hash.update(chunk);
    });
  });
  try {
    await new Promise<void>((resolve, reject) => {
      const body = Readable.fromWeb(request.body as ReadableStream).on("error", reject);
      body.pipe(form.on("finish", resolve).on("error", reject));
    });
  } catch {
    return { kind: "none" };
  }
  if (large) return { kind: "large" };
  return bytes === 0 ? { kind: "none" } : { kind: "hash", sha256: hash.digest("hex") };
}
