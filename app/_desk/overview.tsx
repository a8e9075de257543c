import Link from "next/link";
import { FaultNotice } from "@/app/_frame/notice";
import { OpenFlags } from "@/app/_integrity/open-flags";
import { notedDays } from "@/app/_metrics/annotation-words";
import { NotedList } from "@/app/_metrics/noted-list";
import { sharedDb } from "@/lib/db/shared";
import { groupUsage } from "@/lib/usage/journal-figures";
import { groupNoted } from "@/lib/usage/noted";
import { dayWords, RANGE_WORDS } from "@/lib/usage/words";
import styles from "./desk.module.css";
import { FixedDays } from "./fixed-days";
import { Funnel } from "./funnel";
import { GroupsPanel } from "./groups-panel";
import { NewestPanel } from "./newest-panel";
import { NothingCounted } from "./nothing-counted";
import { Patient } from "./patient";
import { type Audience, type Figures, readScope } from "./read-scope";
import { RisingPanel } from "./rising-panel";
import { SeriesSection } from "./series-section";
import { ViewBar } from "./view-bar";

/** What a journal notes for itself is for those who may read all of it, and not for guest editors of one of its special issues. */
const unshownTo = (audience: Audience, whole: boolean) =>
  audience !== "desk" ? "none" : whole ? "all" : "special issue";

/** What an editor sees first: totals beside other days, their series, how readers read on, what rises, and what is new. */
export async function Overview({ scope, path, search, audience, whole = false, tools }: Figures) {
  const db = sharedDb();
  const read = await readScope(db, scope, search);
  if (!read) return <NothingCounted />;
  const { group, view, faults, since, through } = read;
  const now = new Date();
  const guest = audience !== "desk";
  const noting = { journalId: scope.journal.id, specialIssueId: scope.specialIssue?.id ?? null };
  const [usage, before, annotations] = await Promise.all([
    groupUsage(db, group, view, now),
    view.beside ? groupUsage(db, group, { ...view.beside, interval: view.interval }, now) : undefined,
    groupNoted(db, noting, { from: view.from, to: view.to, unshown: unshownTo(audience, whole) }),
  ]);
  const title = scope.specialIssue?.title ?? scope.journal.title;
  const named = view.range === "custom" ? `${dayWords(view.from)} to ${dayWords(view.to)}` : RANGE_WORDS[view.range];
  const name = `usage-${scope.journal.issn}${scope.specialIssue ? `-${scope.specialIssue.slug}` : ""}`;
  return (
    <>
      {faults.length > 0 && <FaultNotice>Not understood in the address: {faults.join("; ")}.</FaultNotice>}
      {audience === "guest of a view" ? (
        <FixedDays view={view} />
      ) : (
        <ViewBar path={path} view={view} reach={read} tools={tools} />
      )}
      <p className="visually-hidden" role="status">
        Showing {named}, by {view.interval}
      </p>
      <SeriesSection
        usage={usage}
        before={before}
        path={path}
        view={view}
        name={name}
        words={{ title, source: `ISSN ${scope.journal.issn}`, sample: scope.journal.sample }}
        noted={notedDays(annotations)}
        freezes={audience === "desk"}
      >
        <p className={styles.rule}>
          Ranges end with {dayWords(through)}, the last day that is counted whole. Counted by the COUNTER Code of
          Practice R5.1, readers alone; uniques are item by item and add up over articles and days. Days are UTC.{" "}
          <Link prefetch={false} href="/how-we-count">
            How we count
          </Link>
        </p>
      </SeriesSection>
      <div className={styles.pair}>
        <section className={styles.panel} aria-labelledby="funnel-title">
          <h2 id="funnel-title">From abstract to PDF</h2>
          <Funnel totals={usage.totals} />
        </section>
        <section className={styles.panel} aria-labelledby="rising-title">
          <h2 id="rising-title">Rising</h2>
          <Patient name="Rising articles" part={RisingPanel({ scope, through, guest })} />
        </section>
      </div>
      {!scope.specialIssue && audience === "desk" && (
        <section className={styles.panel} aria-labelledby="alerts-title">
          <h2 id="alerts-title">Figures to look at</h2>
          <Patient name="Figures to look at" part={OpenFlags({ scope, through })} />
        </section>
      )}
      <section className={styles.panel} aria-labelledby="newest-title">
        <h2 id="newest-title">Newest articles, their first 30 days</h2>
        <Patient name="The newest articles" part={NewestPanel({ scope, since, through, guest })} />
      </section>
      <section className={styles.panel} aria-labelledby="noted-title">
        <h2 id="noted-title">What happened meanwhile</h2>
        <NotedList annotations={annotations} ledger={whole ? `/desk/${scope.journal.issn}/ledger` : undefined} />
      </section>
      {!scope.specialIssue && (
        <section className={styles.panel} aria-labelledby="groups-title">
          <h2 id="groups-title">Groups</h2>
          <Patient name="Groups" part={GroupsPanel({ journal: scope.journal, view, linked: audience === "desk" })} />
        </section>
      )}
    </>
  );
}
