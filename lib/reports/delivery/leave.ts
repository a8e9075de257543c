import type { Db } from "@/lib/db/connection";
import { setLeft, targetRow, withdrawWaiting } from "../sql/targets";
import { linkedId } from "./token";

/** What a link would end, or has ended. */
export interface Leavable {
  report: string;
  /** The journal it is of; undefined for the whole site's. */
  journal: string | undefined;
  left: boolean;
}

/** What the link of a mail is of; undefined when that is there no more, or never was. Looking at it changes nothing. */
export async function leavable(db: Db, secret: string, token: string): Promise<Leavable | undefined> {
  const id = linkedId(secret, "leave", token);
  const row = id === undefined ? undefined : await targetRow(db, id);
  return row && { report: row.report, journal: row.journal?.title, left: row.target.left !== null };
}

/** Ends mail of a report to whoever the link is of; what waits is not sent. Again, or with a link of nothing, it does nothing. */
export async function leave(db: Db, secret: string, token: string, now: Date): Promise<void> {
  const id = linkedId(secret, "leave", token);
  if (id === undefined) return;
  await db.transaction(async (tx) => {
    await setLeft(tx, id, now);
    await withdrawWaiting(tx, id, "its recipient wants no more", now);
  });
}

/** Takes leaving back: by the same link, and by nothing else. What was withdrawn stays so; the next report is sent. */
export async function wantAgain(db: Db, secret: string, token: string): Promise<void> {
  const id = linkedId(secret, "leave", token);
  if (id !== undefined) await db.transaction((tx) => setLeft(tx, id, null));
}
