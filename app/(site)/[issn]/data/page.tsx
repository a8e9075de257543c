import type { Metadata } from "next";
import Link from "next/link";
import { findJournal } from "@/app/_article/find-journal";
import { findSettings } from "@/app/_article/find-settings";
import explained from "@/app/_explained/explained.module.css";
import { Section } from "@/app/_explained/section";
import { JournalFoot } from "@/app/_frame/journal-foot";
import { SampleNotice } from "@/app/_frame/notice";
import styles from "@/app/_frame/page.module.css";
import { Scroll } from "@/app/_frame/scroll";
import { ColumnsTable } from "@/app/_open-data/columns-table";
import { Months } from "@/app/_open-data/months-table";
import openData from "@/app/_open-data/open-data.module.css";
import { inPage } from "@/lib/catalog/machine/json-ld";
import { publishesData } from "@/lib/catalog/settings";
import { METHOD_VERSION } from "@/lib/counter/count-day";
import { sharedDb } from "@/lib/db/shared";
import { readEnv, siteUrl } from "@/lib/env";
import { DICTIONARY, dataPath, monthFile, PACKAGE } from "@/lib/reports/open-data/address";
import { datasetDescription } from "@/lib/reports/open-data/data-package";
import { dataset } from "@/lib/reports/open-data/dataset";
import { LICENCE } from "@/lib/reports/open-data/licence";
import { monthRestatements, openMonths } from "@/lib/reports/sql/open-data";

type Props = PageProps<"/[issn]/data">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const journal = await findJournal((await params).issn);
  const title = `Open data · ${journal.title}`;
  if (!publishesData(await findSettings(journal.id))) return { title, robots: { index: false } };
  const at = dataPath(journal.issn);
  return {
    title,
    description: datasetDescription(journal),
    alternates: { canonical: at, types: { "application/json": [{ url: `${at}/${PACKAGE}`, title: "Data package" }] } },
  };
}

/** A journal's figures as files, month by month, with what is needed to use them. Looking at it counts nothing. */
export default async function OpenDataPage({ params }: Props) {
  const journal = await findJournal((await params).issn);
  if (!publishesData(await findSettings(journal.id)))
    return (
      <>
        <h1 className={styles.title}>Open data</h1>
        <p className={styles.lead}>This journal does not publish its figures as open data.</p>
        <JournalFoot journal={journal} />
      </>
    );
  const [months, restatements] = await Promise.all([
    openMonths(sharedDb(), journal.id),
    monthRestatements(sharedDb(), journal.id),
  ]);
  const site = siteUrl(readEnv());
  const at = dataPath(journal.issn);
  const [last] = months;
  return (
    <>
      <h1 className={styles.title}>Open data</h1>
      <p className={styles.lead}>
        How the articles of{" "}
        <Link prefetch={false} href={`/${journal.issn}`}>
          <bdi>{journal.title}</bdi>
        </Link>{" "}
        are read, month by month, as files for everybody.
      </p>
      {journal.sample && <SampleNotice />}
      <Section id="what" title="What this is">
        <p>
          One CSV file a month. It has a row for each article that was looked at in it, with abstract views, full-text
          views, PDF downloads and the item metrics of the COUNTER Code of Practice, Release 5.1. What readers did is in
          it, and robots are left out; nothing in it tells who or where readers are. An article without any usage in the
          month has no row.
        </p>
        <p>
          Figures are facts:{" "}
          <a href={LICENCE.path} rel="license">
            CC0 1.0
          </a>
          . Use them for anything, without asking. Whoever names the journal, the month and this page lets others check
          what was made of them.
        </p>
      </Section>
      <Section id="months" title="The months">
        {last ? (
          <>
            <p>
              A month is published when all of it is counted, two days after its end or later. Its address stays the
              same for ever.
            </p>
            <Months issn={journal.issn} months={months} restatements={restatements} />
            <p>
              For programs: <a href={`${at}/${PACKAGE}`}>{PACKAGE}</a> lists all months with sizes, sums and columns (
              <a href="https://datapackage.org">Frictionless Data Package</a>, version 2).
            </p>
            <Scroll className={`${openData.commands} ${explained.wide}`} label="How to get and check a month">
              <pre>
                {`curl -O ${site}${at}/${monthFile(last.month)}\ncurl -O ${site}${at}/${monthFile(last.month, "csv.sha256")}\nsha256sum -c ${monthFile(last.month, "csv.sha256")}`}
              </pre>
            </Scroll>
          </>
        ) : (
          <p>
            No month of this journal is complete yet. The first is published when all of it is counted, two days after
            its end or later.
          </p>
        )}
      </Section>
      <Section id="changes" title="When figures change">
        <p>
          Usage can come in late, a robot can be found later, an editor can take out what was no reading. The month is
          then counted again, what changed is kept in a ledger with old and new figures and the reason, and the address
          leads to a new file. The list says how often that was, when last, and why. Whoever keeps a file and its
          SHA-256 can tell whether it still is the one that is published. Titles and years are as they were when the
          file was made.
        </p>
      </Section>
      <Section id="method" title="Method">
        <p>
          Counted by method {METHOD_VERSION}, in Universal Time.{" "}
          <Link prefetch={false} href="/how-we-count">
            How we count
          </Link>{" "}
          says what each figure means and which requests are no reading. An article’s rows of a month add up to what its
          page and the usage API tell of that month. Each figure may be added up over articles and months, the uniques
          too: each is one article in one session of a reader, and no session goes beyond its day.{" "}
          <em>Total_Item_Requests</em> are part of <em>Total_Item_Investigations</em>, and the two are never added.
        </p>
      </Section>
      <Section id="columns" title="The columns">
        <p>
          No cell is empty. The same as a file: <a href={`${at}/${DICTIONARY}`}>{DICTIONARY}</a>.
        </p>
        <ColumnsTable journal={journal} />
      </Section>
      <script
        type="application/ld+json"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON in which nothing can end the element
        dangerouslySetInnerHTML={{ __html: inPage(dataset(journal, months, site)) }}
      />
      <JournalFoot journal={journal} />
    </>
  );
}
