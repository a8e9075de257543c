import type { Metadata } from "next";
import Link from "next/link";
import { MethodLine } from "@/app/_authors/method-line";
import { MineHead } from "@/app/_authors/mine-head";
import { OwnSeries } from "@/app/_authors/own-series";
import { beginsDown, OwnTable } from "@/app/_authors/own-table";
import { readOwn } from "@/app/_authors/read-own";
import styles from "@/app/_desk/desk.module.css";
import { oneOf } from "@/app/_desk/desk-view";
import { NothingCounted } from "@/app/_desk/nothing-counted";
import { ViewBar } from "@/app/_desk/view-bar";
import { FaultNotice, SampleNotice } from "@/app/_frame/notice";
import page from "@/app/_frame/page.module.css";
import { PlacesTable } from "@/app/_metrics/places-table";
import { requirePerson } from "@/app/_people/person";
import { OWN_SORTS, type OwnSort, ownTable, sortedOwn } from "@/lib/authors/own-table";
import { ownCountryRows } from "@/lib/authors/sql/figures";
import { ownArticleRows } from "@/lib/authors/sql/own";
import { settingsByIssn, smallNumbersOf } from "@/lib/catalog/settings";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { hideSmallTogether } from "@/lib/usage/places";
import { articlesDayRows } from "@/lib/usage/sql/articles-days";
import { countryWords, dayWords, wholeNumber } from "@/lib/usage/words";

export const metadata: Metadata = { title: "My articles", robots: { index: false } };

const DEFAULT_SORT: OwnSort = "totalItemInvestigations";

/** All articles of an author together: what readers did with them, each of them, and where readers were. */
export default async function MinePage({ searchParams }: PageProps<"/desk/mine">) {
  const person = await requirePerson("/desk/mine");
  const db = sharedDb();
  const search = await searchParams;
  const articles = await ownArticleRows(db, person.id);
  const head = (
    <>
      <MineHead person={person} tab="" />
      <h1 className={page.title}>My articles</h1>
    </>
  );
  if (articles.length === 0)
    return (
      <>
        {head}
        <div className={page.prose}>
          <p>
            No article here is known to be yours yet. Articles are known by your ORCID iD, when you signed in with it,
            by the e-mail address of their corresponding author, and by what you claim.
          </p>
          <p>
            <Link prefetch={false} href="/desk/mine/claim">
              Find your article and claim it
            </Link>
          </p>
        </div>
      </>
    );
  const ids = articles.map(({ id }) => id);
  const read = await readOwn(ids, search);
  if (!read)
    return (
      <>
        {head}
        <NothingCounted />
      </>
    );
  const { view, faults, through } = read;
  const asked = oneOf(search, "sort");
  const sort = OWN_SORTS.find((one) => one === asked?.replace(/^-/, "")) ?? DEFAULT_SORT;
  const descending = asked === undefined ? beginsDown(sort) : asked.startsWith("-");
  const [rows, days, countries, settings] = await Promise.all([
    ownTable(db, articles, view),
    articlesDayRows(db, ids, view.from, view.to),
    ownCountryRows(db, ids, view.from, view.to),
    settingsByIssn(
      db,
      articles.map(({ issn }) => issn),
    ),
  ]);
  const leasts = new Map(articles.map(({ id, issn }) => [id, smallNumbersOf(settings(issn), readEnv())]));
  const least = Math.max(...leasts.values());
  const total = rows.reduce((sum, { measures }) => sum + measures.totalItemInvestigations, 0);
  return (
    <>
      {head}
      <p className={page.lead}>
        {articles.length === 1 ? "One article is" : `${wholeNumber(articles.length)} articles are`} known to be yours.
      </p>
      {articles.some(({ sample }) => sample) && <SampleNotice />}
      {faults.length > 0 && <FaultNotice>Not understood in the address: {faults.join("; ")}.</FaultNotice>}
      <ViewBar path="/desk/mine" view={view} reach={read} more={asked === undefined ? [] : [["sort", asked]]} />
      <OwnSeries
        {...{ ids, view }}
        path="/desk/mine"
        name="usage-my-articles"
        words={{
          title: articles.length === 1 ? (articles[0]?.title ?? "") : `${articles.length} articles of ${person.name}`,
          source:
            new Set(articles.map(({ abbreviation }) => abbreviation)).size === 1
              ? (articles[0]?.journal ?? "")
              : "several journals",
          sample: articles.some(({ sample }) => sample),
        }}
      />
      <OwnTable {...{ view, days, sort, descending }} rows={sortedOwn(rows, sort, descending)} />
      <section className={styles.panel} aria-labelledby="countries-title" style={{ marginTop: "1.5rem" }}>
        <h2 id="countries-title">Where readers were</h2>
        <p className={styles.rule}>
          {dayWords(view.from)} to {dayWords(view.to)}, all articles together
        </p>
        {total === 0 ? (
          <p className={styles.nothing}>Nothing is on record for these days.</p>
        ) : (
          <PlacesTable
            places={hideSmallTogether(countries, (id) => leasts.get(id) ?? least)}
            {...{ heading: "Country", words: countryWords, one: "country", many: "countries", least, total }}
          />
        )}
      </section>
      <MethodLine through={through} />
    </>
  );
}
