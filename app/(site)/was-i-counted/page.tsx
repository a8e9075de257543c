import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { OwnRequestList } from "@/app/_explained/own-requests";
import { Section } from "@/app/_explained/section";
import { ThisRequest } from "@/app/_explained/this-request";
import { FaultNotice, Notice } from "@/app/_frame/notice";
import styles from "@/app/_frame/page.module.css";
import { type ReaderAddress, toldReader } from "@/lib/collector/reader-address";
import { sharedDoors } from "@/lib/collector/shared";
import { faultReason } from "@/lib/db/faults";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { countingSettings } from "@/lib/explain/in-force";
import { type OwnRequests, ownRequests } from "@/lib/explain/own-requests";
import { type Decision, decisionOn } from "@/lib/explain/this-request";
import { countedThroughRow } from "@/lib/usage/queries";
import { instantWords } from "@/lib/usage/words";

export const metadata: Metadata = {
  title: "Was I counted?",
  description: "How your own last requests were classed, and why.",
  robots: { index: false, follow: false },
};

/** The visitor reading it sees how their own last requests were classed. Looking stores nothing, and shows nobody else's. */
export default async function WasICounted() {
  const env = readEnv();
  const settings = countingSettings(env);
  const sent = await headers();
  const header = (name: string) => sent.get(name) ?? undefined;
  const reader = toldReader(header, {
    behindCollector: env.BEHIND_COLLECTOR === "1",
    trustedProxies: env.TRUSTED_PROXIES,
  });
  const seen = await look(reader, header);
  return (
    <>
      <h1 className={styles.title}>Was I counted?</h1>
      <p className={styles.lead}>
        What was recorded of you today and yesterday, how each request was classed, and why. Looking at this page
        records nothing.
      </p>
      {seen === undefined ? (
        <FaultNotice>The records cannot be read just now. Nothing that happens meanwhile is lost.</FaultNotice>
      ) : (
        <>
          <Section id="own" title="Your last requests">
            {seen.own ? <OwnRequestList own={seen.own} rules={settings} /> : <NobodyKnown reader={reader} />}
            {seen.countedThrough && (
              <p>Counted through {instantWords(seen.countedThrough.toISOString())}. Times are UTC.</p>
            )}
          </Section>
          <Section id="now" title="This very request">
            <p>Had your browser asked for an article just now, and not for this page:</p>
            <ThisRequest decision={seen.decision} settings={settings} />
          </Section>
        </>
      )}
      <Section id="name" title="How we find them without knowing you">
        <p>
          No address is stored. From the address and the name of your browser, which every request carries, this page
          works out the number that stands for you today, with today’s key, and the one that stood for you yesterday; it
          looks for these two numbers and forgets them again. Yesterday’s key is destroyed soon, and from then on nobody
          can find these requests again, not even you.
        </p>
        <p>
          <strong>You may see requests of others, and they yours:</strong> people who share an address, as behind the
          router of a library or a household, and use the same version of the same browser, have the same number. Change
          your network or your browser, and you are somebody else here. What another server reports of you, as of a
          reader who is signed in there, is not found by this page.
        </p>
        <p>
          <Link prefetch={false} href="/how-we-count">
            How we count
          </Link>
        </p>
      </Section>
    </>
  );
}

/** Why there is nobody to look for. */
function NobodyKnown({ reader }: { reader: ReaderAddress }) {
  return (
    <Notice>
      {reader.kind === "untold"
        ? "This server runs without the part that knows where a request comes from, so it cannot tell whose requests to show. Anybody could claim an address; it shows nobody’s."
        : "Your request came through a proxy that this site does not know as its own. Many readers may share it, so this page cannot tell which requests are yours, and shows nobody’s."}
    </Notice>
  );
}

interface Seen {
  own: OwnRequests | undefined;
  decision: Decision;
  countedThrough: Date | undefined;
}

async function look(reader: ReaderAddress, header: (name: string) => string | undefined): Promise<Seen | undefined> {
  const db = sharedDb();
  try {
    const countedThrough = await countedThroughRow(db);
    const address = reader.kind === "known" ? reader.address : undefined;
    const [own, decision] = await Promise.all([
      address === undefined ? undefined : ownRequests(db, { address, userAgent: header("user-agent") }, new Date()),
      decisionOn(sharedDoors().recorder, { method: "GET", header, address }),
    ]);
    return { own, decision, countedThrough };
  } catch (fault) {
    console.error(`Was I counted: the records could not be read: ${faultReason(fault)}`);
    return undefined;
  }
}
