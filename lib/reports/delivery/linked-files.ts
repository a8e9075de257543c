import type { Db } from "@/lib/db/connection";
import { type DeliveryRow, deliveryRow, type FileRow, fileRows } from "../sql/deliveries";
import { linkedId } from "./token";

/** What a link to files opens. One that is over, or whose files are gone, is told from one that never was: its holder had it by right. */
export type LinkedFiles =
  | { kind: "unknown" }
  | { kind: "over" }
  | { kind: "open"; row: DeliveryRow; files: FileRow[]; expires: Date };

export async function linkedFiles(db: Db, secret: string, token: string, now: Date): Promise<LinkedFiles> {
  const id = linkedId(secret, "files", token);
  if (id === undefined) return { kind: "unknown" };
  const row = await deliveryRow(db, id);
  // The site made this link: what it was of is there no more.
  if (!row) return { kind: "over" };
  const { linkExpires } = row.delivery;
  const runOver = row.run.expires !== null && row.run.expires <= now;
  if (linkExpires === null || linkExpires <= now || runOver) return { kind: "over" };
  const files = await fileRows(db, row.run.id);
  const expires = row.run.expires !== null && row.run.expires < linkExpires ? row.run.expires : linkExpires;
  return files.length === 0 ? { kind: "over" } : { kind: "open", row, files, expires };
}
