import { NO_STORE } from "@/app/_desk/journal-request";
import { boundedForm } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { deskForm } from "@/app/_people/own-form";
import { isIssn } from "@/lib/catalog/issn";
import { journalRow } from "@/lib/catalog/sql/journals";
import type { Db } from "@/lib/db/connection";
import { sharedDb } from "@/lib/db/shared";
import type { Acting, Decided } from "@/lib/integrity/decide";
import { mayEdit } from "@/lib/people/may";
import { bringBack } from "./typed-decision";

export interface FlagContext {
  params: Promise<{ issn: string; flag: string }>;
}

export type FlagAct = (
  db: Db,
  acting: Acting,
  fields: URLSearchParams,
  now: Date,
) => Promise<Decided | { kind: "reason" | "long" | "invalid" }>;

/**
 * Does something with a flag for an editor of its journal; to others there is none. Then shows how it stands: with what was typed, unless it
 * is done.
 */
export const flagForm = (request: Request, { params }: FlagContext, done: string, act: FlagAct): Promise<Response> =>
  deskForm(request, async (person) => {
    const { issn, flag } = await params;
    const db = sharedDb();
    const journal = isIssn(issn) ? await journalRow(db, issn) : undefined;
    const gone = () => new Response("There is nothing here.\n", { status: 404, headers: NO_STORE });
    if (!journal || !mayEdit(person.grants, journal.id) || !/^\d{1,9}$/.test(flag)) return gone();
    const page = `/desk/${issn}/integrity/${flag}`;
    const fields = await boundedForm(request);
    if (!fields) return seeOther(`${page}?state=long`);
    const { kind } = await act(db, { journalId: journal.id, flagId: Number(flag), by: person }, fields, new Date());
    if (kind === "gone") return gone();
    return seeOther(
      `${page}?${kind === "done" ? new URLSearchParams({ state: done }) : bringBack(fields, done, kind)}`,
    );
  });
