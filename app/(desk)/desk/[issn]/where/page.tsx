import type { Metadata } from "next";
import { findSettings } from "@/app/_article/find-settings";
import { countryWords, dayWords, instantWords } from "@/app/_charts/words";
import styles from "@/app/_desk/desk.module.css";
import { JournalHead } from "@/app/_desk/journal-head";
import { NothingCounted } from "@/app/_desk/nothing-counted";
import { openJournal } from "@/app/_desk/open-journal";
import { readScope } from "@/app/_desk/read-scope";
import { ViewBar } from "@/app/_desk/view-bar";
import { WorldMap } from "@/app/_desk/world-map";
import { FaultNotice } from "@/app/_frame/notice";
import { PlacesTable } from "@/app/_metrics/places-table";
import { smallNumbersOf } from "@/lib/catalog/settings";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { sumOf } from "@/lib/usage/measures";
import { hideSmall } from "@/lib/usage/places";
import { rolledThroughRow } from "@/lib/usage/queries";
import { groupCountryRows, groupDayRows, groupReferrerRows } from "@/lib/usage/sql/groups";

type Props = PageProps<"/desk/[issn]/where">;

export const metadata: Metadata = { title: "Where from", robots: { index: false } };

/** Where a journal's readers were, and what led them there; small numbers hidden. */
export default async function WherePage({ params, searchParams }: Props) {
  const { issn } = await params;
  const path = `/desk/${issn}/where`;
  const open = await openJournal(issn, path);
  const db = sharedDb();
  const read = await readScope(db, { journal: open.journal }, await searchParams);
  const head = <JournalHead open={open} tab="/where" />;
  if (!read)
    return (
      <>
        {head}
        <NothingCounted />
      </>
    );
  const { group, view, faults } = read;
  const least = smallNumbersOf(await findSettings(open.journal.id), readEnv());
  const rolled = await rolledThroughRow(db);
  const [countries, referrers, days] = await Promise.all([
    groupCountryRows(db, group, view.from, view.to),
    groupReferrerRows(db, group, view.from, view.to),
    groupDayRows(db, group, view.from, view.to),
  ]);
  const total = sumOf(days).totalItemInvestigations;
  const places = hideSmall(countries, least);
  const period = (
    <p className={styles.rule}>
      {dayWords(view.from)} to {dayWords(view.to)}
      {rolled && ` · counted through ${instantWords(rolled.toISOString())}`}
    </p>
  );
  return (
    <>
      {head}
      {faults.length > 0 && <FaultNotice>Not understood in the address: {faults.join("; ")}.</FaultNotice>}
      <ViewBar path={path} view={view} intervals={false} comparison={false} />
      {total === 0 ? (
        <p className={styles.nothing}>Nothing is on record for these days.</p>
      ) : (
        <>
          <section className={styles.panel} aria-labelledby="countries-title">
            <h2 id="countries-title">Where readers were</h2>
            {period}
            <WorldMap places={places.named} />
            <PlacesTable
              {...{ places, heading: "Country", words: countryWords, one: "country", many: "countries", least, total }}
            />
          </section>
          <section className={styles.panel} aria-labelledby="sites-title">
            <h2 id="sites-title">What led readers here</h2>
            {period}
            <PlacesTable
              places={hideSmall(referrers, least)}
              {...{ heading: "Site", words: (host: string) => host, one: "site", many: "sites", least, total }}
            />
          </section>
        </>
      )}
    </>
  );
}
