import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { nothingHere } from "@/app/_desk/journal-form";
import { NO_STORE } from "@/app/_desk/journal-request";
import { seeOther } from "@/app/_forms/see-other";
import { signInAddress } from "@/app/_people/next-path";
import { personOf } from "@/app/_people/person";
import { reportsFor } from "@/app/_reports/open-reports";
import { runOf } from "@/app/_reports/open-run";
import { storedPath } from "@/lib/catalog/file-store";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { audit } from "@/lib/people/audit";
import { filesOf } from "@/lib/reports/sql/runs";

type Context = RouteContext<"/desk/[issn]/reports/runs/[run]/files/[format]">;

/** A file of a report as it was made, for whoever may read the journal's figures. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { issn, run: id, format } = await params;
  const person = await personOf(request);
  if (!person) return seeOther(signInAddress(new URL(request.url).pathname));
  const db = sharedDb();
  const open = await reportsFor(issn, person);
  const run = open && (await runOf(open.journalId, id));
  const file = run && (await filesOf(db, run.id)).find((one) => one.format === format);
  if (!run || !file) return nothingHere();
  await audit(
    db,
    { action: "export", by: person, journalId: run.journalId ?? undefined, detail: { file: file.name } },
    new Date(),
  );
  const stream = createReadStream(storedPath(readEnv().DATA_DIR, file.sha256));
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    headers: {
      ...NO_STORE,
      "content-type": file.mediaType,
      "content-length": String(file.bytes),
      // A PDF is looked at; the others are taken along.
      "content-disposition": `${format === "pdf" ? "inline" : "attachment"}; filename="${file.name}"`,
      "x-content-type-options": "nosniff",
    },
  });
}
