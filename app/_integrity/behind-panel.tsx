import { FaultNotice } from "@/app/_frame/notice";
import { PlacesTable } from "@/app/_metrics/places-table";
import { faultCode } from "@/lib/db/faults";
import { sharedDb } from "@/lib/db/shared";
import type { Flag } from "@/lib/integrity/inbox";
import { agentRows } from "@/lib/integrity/sql/inbox";
import { hideSmall, whereFrom } from "@/lib/usage/places";
import { countryWords } from "@/lib/usage/words";
import styles from "./integrity.module.css";

const TOO_LONG = "57014";
export type Agents = Awaited<ReturnType<typeof agentRows>>;

/** The programs behind an article's days; undefined where there is too much to go through, or the events were dropped. */
export async function readAgents({
  articleId,
  from,
  to,
}: Pick<Flag, "articleId" | "from" | "to">): Promise<Agents | undefined> {
  if (articleId === null) return undefined;
  try {
    return await agentRows(sharedDb(), { articleId, from, to });
  } catch (fault) {
    if (faultCode(fault) === TOO_LONG) return undefined;
    throw fault;
  }
}

/** Who was behind the days in question, as far as it is told without telling a reader: programs, countries, sites. */
export async function BehindPanel({ flag, agents, least }: { flag: Flag; agents: Agents | undefined; least: number }) {
  const { articleId, from, to, days } = flag;
  if (articleId === null) return null;
  const total = days.filter(({ day }) => day >= from && day <= to).reduce((sum, { usage }) => sum + usage, 0);
  const { countries, referrers } = await whereFrom(sharedDb(), articleId, { from, to, least });
  const requests = agents?.reduce((sum, { totalItemInvestigations }) => sum + totalItemInvestigations, 0) ?? 0;
  return (
    <>
      <p className={styles.soft}>Of the readers in the figures on these days, as they are now.</p>
      <h3>Programs</h3>
      {agents === undefined ? (
        <FaultNotice>There is too much on record for these days to go through it while you wait.</FaultNotice>
      ) : requests === 0 ? (
        <p>Nothing is left on record of them.</p>
      ) : (
        <PlacesTable
          places={hideSmall(agents, least)}
          words={(name) => (name === "" ? "No name" : name)}
          {...{ heading: "Program, as it calls itself", one: "program", many: "programs", least, total: requests }}
        />
      )}
      <h3>Countries</h3>
      <PlacesTable
        places={countries}
        {...{ heading: "Country", words: countryWords, one: "country", many: "countries", least, total }}
      />
      <h3>Sites that led here</h3>
      <PlacesTable
        places={referrers}
        {...{ heading: "Site", words: (host: string) => host, one: "site", many: "sites", least, total }}
      />
    </>
  );
}
