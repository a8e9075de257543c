import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { letterOf } from "@/lib/authors/letter/verify";
import { storedPath } from "@/lib/catalog/file-store";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";

/** GET: the letter as it was handed out, to whoever has its code. */
export async function GET(_: Request, { params }: RouteContext<"/letters/[code]/file">): Promise<Response> {
  const letter = await letterOf(sharedDb(), (await params).code);
  const file = letter && storedPath(readEnv().DATA_DIR, letter.sha256);
  const there = file && (await stat(file).catch(() => undefined));
  if (!letter || !file || !there) return new Response("There is nothing here.\n", { status: 404 });
  return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream, {
    headers: {
      "content-type": "application/pdf",
      "content-length": String(letter.bytes),
      "content-disposition": `inline; filename="letter-${letter.figures.doi.replace(/[^\w.-]+/g, "-")}.pdf"`,
      "cache-control": "private, no-store",
      "x-robots-tag": "noindex",
      "x-content-type-options": "nosniff",
    },
  });
}
