import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DecidedClaims, WaitingClaims } from "@/app/_authors/journal-claims";
import { oneOf } from "@/app/_desk/desk-view";
import { JournalHead } from "@/app/_desk/journal-head";
import { openJournal } from "@/app/_desk/open-journal";
import { FaultNotice, GoodNotice } from "@/app/_frame/notice";
import { claimsOnJournal } from "@/lib/authors/sql/claims";
import { sharedDb } from "@/lib/db/shared";
import { mayEdit } from "@/lib/people/may";

type Props = PageProps<"/desk/[issn]/claims">;

export const metadata: Metadata = { title: "Claims", robots: { index: false } };

const DECIDED_SHOWN = 30;

/** What authors claim of a journal's articles, for its editors. */
export default async function ClaimsPage({ params, searchParams }: Props) {
  const { issn } = await params;
  const open = await openJournal(issn, `/desk/${issn}/claims`);
  const { person, journal } = open;
  if (!mayEdit(person.grants, journal.id)) notFound();
  const search = await searchParams;
  const state = oneOf(search, "state");
  const typed = { claim: oneOf(search, "claim"), reason: oneOf(search, "reason") };
  const { waiting, decided } = await claimsOnJournal(sharedDb(), journal.id, DECIDED_SHOWN);
  return (
    <>
      <JournalHead open={open} tab="/claims" />
      {state === "done" && <GoodNotice>It is decided.</GoodNotice>}
      {state === "first" && <FaultNotice>Somebody else decided first, or the claim was taken back.</FaultNotice>}
      {state === "own" && <FaultNotice>You claimed that yourself: another editor has to approve it.</FaultNotice>}
      {state === "reason" && <FaultNotice>A refusal needs a reason: the claimant is told it.</FaultNotice>}
      <WaitingClaims claims={waiting} issn={issn} typed={typed} editor={person} />
      {decided.length > 0 && <DecidedClaims claims={decided} issn={issn} typed={typed} />}
    </>
  );
}
