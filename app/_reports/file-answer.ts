import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { isbot } from "isbot";
import { storedPath } from "@/lib/catalog/file-store";
import { fileAnswer } from "@/lib/collector/file-answer";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { linkedFiles } from "@/lib/reports/delivery/linked-files";
import { countOpened, type DeliveryRow } from "@/lib/reports/sql/deliveries";
import { linkSecret } from "./link-secret";

interface Context {
  params: Promise<{ token: string; format: string }>;
}

/** GET and HEAD of a file of a report, to whoever has the link: as it was made, in parts where that is asked for. */
export async function reportFile(request: Request, { params }: Context): Promise<Response> {
  const { token, format } = await params;
  const db = sharedDb();
  const now = new Date();
  const found = await linkedFiles(db, await linkSecret(), token, now);
  if (found.kind === "over") return said("This link is over. Whoever sends you the reports can send it again.\n", 410);
  const file = found.kind === "open" ? found.files.find((one) => one.format === format) : undefined;
  if (found.kind !== "open" || !file) return said("There is nothing here.\n", 404);
  const { row } = found;
  const header = (name: string) => request.headers.get(name) ?? undefined;
  const uploaded = row.run.settled ?? row.delivery.made;
  const { status, headers, slice } = fileAnswer({ ...file, uploaded }, header, { download: true, lasting: false });
  const ours = { ...headers, "cache-control": "private, no-cache", "x-robots-tag": "noindex, nofollow" };
  if (request.method === "HEAD" || !slice) return new Response(null, { status, headers: ours });
  const handle = await open(storedPath(readEnv().DATA_DIR, file.sha256)).catch(() => undefined);
  if (!handle) return said("The file is not here any more. Whoever runs this site may still have it.\n", 404);
  if (slice.start === 0 && isTaken(request, row)) await countOpened(db, row.delivery.id, now);
  const body = file.bytes === 0 ? Readable.from([]) : handle.createReadStream(slice);
  if (file.bytes === 0) await handle.close();
  return new Response(Readable.toWeb(body) as ReadableStream, { status, headers: ours });
}

/** Whether a person takes it; of a webhook's links, whether anybody does, as programs take those. */
function isTaken({ headers }: Request, { delivery }: DeliveryRow): boolean {
  if (headers.has("sec-purpose")) return false;
  const agent = headers.get("user-agent");
  return delivery.kind === "webhook" || (agent !== null && agent !== "" && !isbot(agent));
}

const said = (words: string, status: 404 | 410): Response =>
  new Response(words, {
    status,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
      "x-robots-tag": "noindex, nofollow",
    },
  });
