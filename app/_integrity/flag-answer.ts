import { NO_STORE } from "@/app/_desk/journal-request";
import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { deskForm } from "@/app/_people/own-form";
import { isIssn } from "@/lib/catalog/issn";
import { journalRow } from "@/lib/catalog/sql/journals";
import type { Db } from "@/lib/db/connection";
import { sharedDb } from "@/lib/db/shared";
import { beginning } from "@/lib/db/storable";
import type { Decided, Deciding } from "@/lib/integrity/decide";
import { mayEdit } from "@/lib/people/may";

export interface FlagContext {
  params: Promise<{ issn: string; flag: string }>;
}

export type FlagAct = (
  db: Db,
  deciding: Omit<Deciding, "reason">,
  fields: URLSearchParams,
  now: Date,
) => Promise<Decided | { kind: "reason" | "invalid" }>;

/** Does something with a flag for an editor of its journal; to others there is none. Then shows how it stands. */
export const flagForm = (request: Request, { params }: FlagContext, done: string, act: FlagAct): Promise<Response> =>
  deskForm(request, async (person) => {
    const { issn, flag } = await params;
    const db = sharedDb();
    const journal = isIssn(issn) ? await journalRow(db, issn) : undefined;
    const gone = () => new Response("There is nothing here.\n", { status: 404, headers: NO_STORE });
    if (!journal || !mayEdit(person.grants, journal.id) || !/^\d{1,9}$/.test(flag)) return gone();
    const deciding = { journalId: journal.id, flagId: Number(flag), by: person };
    const { kind } = await act(db, deciding, await formBody(request), new Date());
    if (kind === "gone") return gone();
    return seeOther(`/desk/${issn}/integrity/${flag}?state=${kind === "done" ? done : kind}`);
  });

/** Why somebody decides as they do; undefined when they do not say. */
export function reasonOf(fields: URLSearchParams): string | undefined {
  const reason = beginning((fields.get("reason") ?? "").replace(/\s+/g, " ").trim(), 1000);
  return reason.length < 3 ? undefined : reason;
}
