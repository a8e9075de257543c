import type { Metadata } from "next";
import Link from "next/link";
import { Contents } from "@/app/_explained/contents";
import { DataSection } from "@/app/_explained/data-section";
import { Examples } from "@/app/_explained/examples";
import explained from "@/app/_explained/explained.module.css";
import { FunnelSection } from "@/app/_explained/funnel-section";
import { Meanings } from "@/app/_explained/meanings";
import { NeverRecorded } from "@/app/_explained/never-recorded";
import { RecordsSection } from "@/app/_explained/records-section";
import { RobotsSection } from "@/app/_explained/robots-section";
import { Section } from "@/app/_explained/section";
import { FaultNotice } from "@/app/_frame/notice";
import styles from "@/app/_frame/page.module.css";
import type { Journal } from "@/lib/catalog/article";
import { METHOD_VERSION } from "@/lib/counter/count-day";
import type { Db } from "@/lib/db/connection";
import { faultReason } from "@/lib/db/faults";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { countingSettings, type InForce, inForce } from "@/lib/explain/in-force";
import { publishingJournals } from "@/lib/reports/open-data/publishing";
import { instantWords } from "@/lib/usage/words";

type Props = PageProps<"/how-we-count">;

/** The page is for everybody; what it says of one article, asked of the requests themselves, is not for crawlers. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const asked = Object.keys(await searchParams).length > 0;
  return {
    title: "How we count",
    description:
      "What each figure means, which requests are counted and which are not, and how any article’s figures came about.",
    alternates: { canonical: "/how-we-count" },
    ...(asked ? { robots: { index: false, follow: false } } : {}),
  };
}

const CONTENTS = [
  { id: "figures", words: "What each figure means" },
  { id: "funnel", words: "How an article’s figures came about" },
  { id: "clicks", words: "Double clicks and sessions" },
  { id: "robots", words: "Robots and AI agents" },
  { id: "lists", words: "The lists in force" },
  { id: "never", words: "What is never recorded" },
  { id: "state", words: "Days, records and settings" },
  { id: "data", words: "The figures as open data" },
  { id: "reader", words: "What is kept about a reader" },
];

/** What each figure means and how it comes about, from the rules, lists and settings in force. */
export default async function HowWeCount({ searchParams }: Props) {
  const search = await searchParams;
  const now = new Date();
  const settings = countingSettings(readEnv());
  const db = sharedDb();
  const state = await stateOf(db);
  return (
    <>
      <h1 className={styles.title}>How we count</h1>
      <p className={styles.lead}>
        By the COUNTER Code of Practice, Release 5.1: the standard by which libraries, funders and publishers compare
        usage. This page is made from the rules, lists and settings in force (method {METHOD_VERSION}
        {state?.records.countedThrough && (
          <>, counted through {instantWords(state.records.countedThrough.toISOString())}</>
        )}
        ).
      </p>
      {!state && (
        <FaultNotice>
          The records cannot be read just now. The rules below hold all the same; nothing that happens meanwhile is
          lost.
        </FaultNotice>
      )}
      <div className={explained.page}>
        <Contents entries={CONTENTS} />
        <div>
          <Meanings />
          {state && <FunnelSection db={db} search={search} settings={settings} records={state.records} now={now} />}
          <Examples />
          <RobotsSection settings={settings} lists={state?.lists} journals={state?.journals ?? []} />
          <NeverRecorded settings={settings} />
          <RecordsSection settings={settings} state={state} />
          {state && <DataSection journals={state.publishing} />}
          <Section id="reader" title="What is kept about a reader">
            <p>
              No cookie, no address and no name. To tell readers of one day apart, the address and the browser’s name
              are turned into a number with a key that is new every day; the address is then forgotten, and the key is
              destroyed two days after its last need. After that nobody, not even we, can connect the number with
              anyone.
            </p>
            <p>
              While today’s and yesterday’s keys are there, you can see what was recorded of you:{" "}
              <Link href="/was-i-counted" prefetch={false}>
                Was I counted?
              </Link>
            </p>
          </Section>
        </div>
      </div>
    </>
  );
}

async function stateOf(db: Db): Promise<(InForce & { publishing: Journal[] }) | undefined> {
  try {
    const [force, publishing] = await Promise.all([inForce(db), publishingJournals(db)]);
    return { ...force, publishing };
  } catch (fault) {
    console.error(`How we count: the records could not be read: ${faultReason(fault)}`);
    return undefined;
  }
}
