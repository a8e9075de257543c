import { addDays } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import type { Finding } from "./evidence";
import { joined } from "./joined";
import type { JournalDays } from "./look";
import type { LookedAt } from "./looked-at";
import { NETWORK_LEAST, type NetworkDay, type NetworkUsage, networkDay } from "./network";
import type { KnownFlag } from "./reconcile";
import { busyDays, networkRows } from "./sql/figures";

/** So many article-days' events are read in one statement. */
const TOGETHER = 200;

/** Looks at the networks behind article-days of enough usage. */
export async function lookAtNetworks(db: Db, { journalId, days }: JournalDays): Promise<LookedAt> {
  const busy = await busyDays(db, journalId, days, NETWORK_LEAST);
  const hits = new Map<number, NetworkDay[]>();
  for (let first = 0; first < busy.length; first += TOGETHER) {
    const networks = new Map<string, NetworkUsage[]>();
    const some = busy.slice(first, first + TOGETHER);
    for (const { articleId, day, ...of } of await networkRows(db, some)) {
      const key = `${articleId} ${day}`;
      networks.set(key, [...(networks.get(key) ?? []), of]);
    }
    for (const { articleId, day } of some) {
      const hit = networkDay(day, networks.get(`${articleId} ${day}`) ?? []);
      if (hit) hits.set(articleId, [...(hits.get(articleId) ?? []), hit]);
    }
  }
  const lookedAt = new Set(days);
  return {
    rule: "network",
    found: (flags) => runsOf(withKnown(hits, flags, lookedAt)),
    inScope: ({ evidence }) => evidence.rule === "network" && evidence.days.some(({ day }) => lookedAt.has(day)),
  };
}

/** The days found now, and of the flags there are those that were not looked at. What an editor took out is no usage any more. */
function withKnown(
  hits: ReadonlyMap<number, readonly NetworkDay[]>,
  flags: readonly KnownFlag[],
  lookedAt: ReadonlySet<string>,
): Map<number, NetworkDay[]> {
  const all = new Map([...hits].map(([id, days]) => [id, [...days]]));
  for (const { articleId, state, evidence } of flags) {
    if (articleId === null || state === "excluded" || evidence.rule !== "network") continue;
    const known = evidence.days.filter(({ day }) => !lookedAt.has(day));
    all.set(articleId, [...(all.get(articleId) ?? []), ...known]);
  }
  return all;
}

function runsOf(hits: ReadonlyMap<number, readonly NetworkDay[]>): Finding[] {
  return [...hits].flatMap(([articleId, unsorted]) => {
    const sorted = unsorted.toSorted((a, b) => (a.day < b.day ? -1 : 1));
    return joined(sorted, (a, b) => addDays(a.day, 1) === b.day).map((days): Finding => {
      const [from = "", to = ""] = [days[0]?.day, days.at(-1)?.day];
      return { articleId, from, to, evidence: { rule: "network", days } };
    });
  });
}
