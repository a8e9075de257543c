import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import styles from "@/app/_desk/desk.module.css";
import { oneOf } from "@/app/_desk/desk-view";
import { openPart } from "@/app/_desk/open-part";
import { PartHead } from "@/app/_desk/part-head";
import { linkMetadata } from "@/app/_forms/link-metadata";
import { LinkForm } from "@/app/_guest/link-form";
import { LinkList } from "@/app/_guest/link-list";
import { LinkNotice } from "@/app/_guest/link-notice";
import { MADE_COOKIE } from "@/app/_guest/made-cookie";
import { guestPath } from "@/app/_guest/pass-cookie";
import { dayOf } from "@/lib/calendar/day";
import { journalSpecialIssues } from "@/lib/catalog/sql/special-issues";
import { sharedDb } from "@/lib/db/shared";
import { mayShareJournal } from "@/lib/desk/may-share";
import { viewsFor } from "@/lib/desk/saved-views";
import { linkRows } from "@/lib/desk/sql/guest-links";
import { readEnv, siteUrl } from "@/lib/env";
import { mayEdit } from "@/lib/people/may";

type Props = PageProps<"/desk/[issn]/guests">;

export const metadata = linkMetadata("Guest links");

const SHOWN = 300;

/** Links that show figures to people who do not sign in: editors make them of their journal, guest editors of their special issue. */
export default async function GuestsPage({ params, searchParams }: Props) {
  const { issn } = await params;
  const open = await openPart(issn, `/desk/${issn}/guests`);
  const { person, journal } = open;
  const db = sharedDb();
  if (!(await mayShareJournal(db, person, journal))) notFound();
  const whole = mayEdit(person.grants, journal.id);
  const search = await searchParams;
  const state = oneOf(search, "state");
  const token = state === "made" ? (await cookies()).get(MADE_COOKIE)?.value : undefined;
  const now = new Date();
  const [links, specialIssues, views] = await Promise.all([
    linkRows(db, { journalId: journal.id, personId: whole ? undefined : person.id }, SHOWN),
    whole ? journalSpecialIssues(db, issn) : open.specialIssues,
    whole ? viewsFor(db, person, journal) : [],
  ]);
  return (
    <>
      <PartHead open={open} tab="/guests" />
      <LinkNotice state={state} made={token && `${siteUrl(readEnv())}${guestPath(token)}`} />
      <section className={styles.panel} aria-labelledby="link-title">
        <h2 id="link-title">Show figures to a guest</h2>
        <p className={styles.rule}>
          Whoever has the link sees one article, one special issue or one saved view, and nothing else, without signing
          in. Notes that are for this desk alone and institutions are never shown.
        </p>
        <LinkForm {...{ issn, specialIssues, views, whole }} today={dayOf(now)} typed={search} />
      </section>
      <section className={styles.panel} aria-labelledby="links-title">
        <h2 id="links-title">Links</h2>
        <LinkList links={links} issn={issn} now={now} />
      </section>
    </>
  );
}
