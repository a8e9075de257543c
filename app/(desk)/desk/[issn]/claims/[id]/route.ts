import { nothingHere } from "@/app/_authors/open-own";
import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { deskForm } from "@/app/_people/own-form";
import { decide, LONGEST_WORDS, mayApprove } from "@/lib/authors/claims";
import { claimRow } from "@/lib/authors/sql/claims";
import { sharedDb } from "@/lib/db/shared";
import { beginning } from "@/lib/db/storable";
import { readEnv } from "@/lib/env";
import { mayEdit } from "@/lib/people/may";

/** An editor's decision on a claim; the page that follows shows which it is of, with the reason that was typed, when it is not taken. */
export async function POST(request: Request, { params }: RouteContext<"/desk/[issn]/claims/[id]">): Promise<Response> {
  const { issn, id } = await params;
  return deskForm(request, async (person) => {
    const db = sharedDb();
    const found = /^\d{1,9}$/.test(id) ? await claimRow(db, Number(id)) : undefined;
    const may = found && mayEdit(person.grants, found.journalId);
    // One that was taken back is told of, to whom it was shown; everything else is not there.
    if (!found || !may || found.issn !== issn) return nothingHere();
    const form = await formBody(request);
    const approve = form.get("decision") === "approve";
    const reason = (form.get("reason") ?? "").trim();
    const back = (state: "first" | "reason" | "own") => {
      const typed = new URLSearchParams({ state, claim: id, reason: beginning(reason, LONGEST_WORDS) });
      return seeOther(`/desk/${issn}/claims?${typed}#reason-${id}`);
    };
    if (!approve && form.get("decision") !== "refuse") return nothingHere();
    if (!approve && reason === "") return back("reason");
    if (approve && !mayApprove(found, person)) return back("own");
    const mailing = readEnv().SMTP_URL !== undefined;
    const done = await decide(db, found.id, { approve, reason }, person, { now: new Date(), mailing });
    return done ? seeOther(`/desk/${issn}/claims?state=done`) : back("first");
  });
}
