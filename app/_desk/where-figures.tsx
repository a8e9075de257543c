import { findSettings } from "@/app/_article/find-settings";
import { ChartActions } from "@/app/_charts/chart-actions";
import { FaultNotice } from "@/app/_frame/notice";
import { PlacesTable } from "@/app/_metrics/places-table";
import { wholeMonths } from "@/lib/calendar/month";
import { smallNumbersOf } from "@/lib/catalog/settings";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { rolledThroughRow } from "@/lib/usage/queries";
import { countryWords, dayWords, instantWords } from "@/lib/usage/words";
import styles from "./desk.module.css";
import { deskHref } from "./desk-view";
import { FixedDays } from "./fixed-days";
import { InstitutionsPanel } from "./institutions-panel";
import { linesFile } from "./lines-file";
import { NothingCounted } from "./nothing-counted";
import { Patient } from "./patient";
import { type Figures, readScope } from "./read-scope";
import { allInvestigations, type PlaceTable, readPlaces } from "./read-where";
import { ViewBar } from "./view-bar";
import { WorldMap } from "./world-map";

/**
 * Where readers of a journal or special issue were, and what led them there; small numbers hidden. Guests are told by whole months, as
 * two days set beside each other would tell who came on one.
 */
export async function WhereFigures({
  scope,
  path,
  search,
  audience,
  tools,
  institutions,
}: Figures & {
  /** Whether whoever looks may see institutions. */
  institutions: boolean;
}) {
  const { journal } = scope;
  const db = sharedDb();
  const read = await readScope(db, scope, search);
  if (!read) return <NothingCounted />;
  const { view, faults } = read;
  const byMonth = audience !== "desk";
  const days = byMonth ? wholeMonths(view, read.through) : view;
  const least = smallNumbersOf(await findSettings(journal.id), readEnv());
  const [rolled, countries, sites, total] = await Promise.all([
    rolledThroughRow(db),
    readPlaces(db, scope, days, "countries"),
    readPlaces(db, scope, days, "sites"),
    allInvestigations(db, scope, days),
  ]);
  const period = (
    <p className={styles.rule}>
      {dayWords(days.from)} to {dayWords(days.to)}
      {byMonth && ", whole months"}
      {rolled && ` · counted through ${instantWords(rolled.toISOString())}`}
    </p>
  );
  const csv = (table: PlaceTable) =>
    audience === "desk"
      ? deskHref(`${path}/series`, view, { range: "custom" }, [["table", table]])
      : `${path}/series?table=${table}`;
  const name = (table: PlaceTable) => `${table}-${journal.issn}-${days.from}-${days.to}`;
  const map = linesFile({
    name: name("countries"),
    title: "Where readers were",
    csvHref: csv("countries"),
    ...{ journal, days, rolled },
  });
  return (
    <>
      {faults.length > 0 && <FaultNotice>Not understood in the address: {faults.join("; ")}.</FaultNotice>}
      {audience === "desk" ? (
        <ViewBar {...{ path, view, tools }} reach={read} intervals={false} comparison={false} />
      ) : (
        <FixedDays view={{ ...view, beside: undefined }} />
      )}
      {total === 0 ? (
        <p className={styles.nothing}>Nothing is on record for these days.</p>
      ) : (
        <>
          <section className={styles.panel} aria-labelledby="countries-title" data-chart="">
            <h2 id="countries-title">Where readers were</h2>
            {period}
            <WorldMap places={countries.named} />
            <ChartActions
              name={map.name}
              csvHref={map.csvHref}
              picture={{ title: map.title, legend: [], notes: map.notes }}
            />
            <PlacesTable
              places={countries}
              {...{ heading: "Country", words: countryWords, one: "country", many: "countries", least, total, byMonth }}
            />
          </section>
          <section className={styles.panel} aria-labelledby="sites-title">
            <h2 id="sites-title">What led readers here</h2>
            {period}
            <PlacesTable
              places={sites}
              {...{ heading: "Site", words: (host: string) => host, one: "site", many: "sites", least, total, byMonth }}
            />
            <p className={styles.rule}>
              <a href={csv("sites")}>Download CSV</a>
            </p>
          </section>
          {institutions && (
            <section className={styles.panel} aria-labelledby="institutions-title">
              <h2 id="institutions-title">From which institutions</h2>
              {period}
              <Patient
                name="Institutions"
                part={InstitutionsPanel({ scope, view, least, total, csvHref: csv("institutions") })}
              />
            </section>
          )}
        </>
      )}
    </>
  );
}
