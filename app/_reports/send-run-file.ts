import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { nothingHere } from "@/app/_desk/journal-form";
import { NO_STORE } from "@/app/_desk/journal-request";
import { storedPath } from "@/lib/catalog/file-store";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { audit } from "@/lib/people/audit";
import type { Person } from "@/lib/people/visitor";
import { filesOf, type RunRow } from "@/lib/reports/sql/runs";

/** A file of a run as it was made, for somebody who may have it; of no format named, its first. */
export async function sendRunFile(run: RunRow, person: Person, format?: string): Promise<Response> {
  const db = sharedDb();
  const files = await filesOf(db, run.id);
  const file = format === undefined ? files[0] : files.find((one) => one.format === format);
  if (!file) return nothingHere();
  const detail = { file: file.name };
  await audit(db, { action: "export", by: person, journalId: run.journalId ?? undefined, detail }, new Date());
  const stream = createReadStream(storedPath(readEnv().DATA_DIR, file.sha256));
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    headers: {
      ...NO_STORE,
      "content-type": file.mediaType,
      "content-length": String(file.bytes),
      // A PDF is looked at; the others are taken along.
      "content-disposition": `${file.format === "pdf" ? "inline" : "attachment"}; filename="${file.name}"`,
      "x-content-type-options": "nosniff",
    },
  });
}
