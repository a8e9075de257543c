import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { addDays, type Day } from "@/lib/calendar/day";
import { EventLog } from "@/lib/collector/event-log";
import { countDirty } from "@/lib/counting/count";
import { markDirty } from "@/lib/counting/queries";
import { rollUp } from "@/lib/counting/roll-up";
import { people } from "@/lib/db/schema/people";
import { acceptFlag } from "@/lib/integrity/decide";
import { excludeUsage, undoExclusion } from "@/lib/integrity/exclude";
import { lookForFlags } from "@/lib/integrity/look";
import { Looked } from "@/lib/integrity/looked";
import { exclusionsOf } from "@/lib/integrity/sql/exclusions";
import { anArticle } from "../fixtures/catalogue";
import { click, eventOf } from "../fixtures/clicks";
import { testDatabase } from "../fixtures/database";
import { seenNow } from "../fixtures/flags";

const { db } = await testDatabase();
const sql = db.$client;
const log = new EventLog(db);
const [journal] = [await anArticle(db)].length ? await sql<{ id: number }[]>`select id from journals` : [];
const journalId = journal?.id ?? 0;
const [editor] = await db
  .insert(people)
  .values({ email: "editor@press.example", name: "Ed Itor", createdAt: new Date(), updatedAt: new Date() })
  .returning();
const by = { id: editor?.id ?? 0, email: "editor@press.example" };
const NOW = new Date("2026-03-20T12:00:00Z");
await sql`insert into counting_state (id) values (1) on conflict do nothing`;

beforeEach(async () => {
  for (const table of [
    "flags",
    "exclusions",
    "usage_events",
    "dirty_article_days",
    "article_days",
    "group_days",
    "changed_days",
    "article_months",
    "rolled_months",
  ])
    await sql`delete from ${sql(table)}`;
});

interface Reading {
  abstract?: number;
  fulltext?: number;
  pdf?: number;
  network?: number;
}
/** So many readers of an article on a day. */
const read = (id: number, day: Day, { network = 0, ...actions }: Reading) =>
  log.write(
    randomUUID(),
    Object.entries(actions).flatMap(([action, times]) =>
      Array.from({ length: times }, (_, i) => ({
        ...eventOf(
          id,
          click(Date.parse(`${day}T08:00:00Z`) + i * 40_000, { visitor: String(i + 1), action: action as "pdf" }),
        ),
        network,
      })),
    ),
  );

/** As the jobs do it one after another. */
async function counted(): Promise<void> {
  await countDirty(db);
  await sql`update counting_state set counted_through = ${NOW.toISOString()}`;
  await rollUp(db, NOW);
}
const look = (looked = new Looked()) => lookForFlags(db, looked, NOW);
const seenOf = (flag: { id: number } | undefined) => seenNow(db, flag?.id ?? 0);
const flagged = async () => [
  ...(await sql`select article_id as id, rule, from_day as "from", to_day as "to", state from flags order by rule, from_day, article_id`),
];

test("a network that makes most of some days in a row is one flag, which follows the days and goes with them", async () => {
  const { id } = await anArticle(db);
  for (const day of ["2026-03-02", "2026-03-03", "2026-03-05"]) {
    await read(id, day, { pdf: 45, network: 7 });
    await read(id, day, { abstract: 20, network: 8 });
  }
  await counted();
  const looked = new Looked();
  expect(await look(looked)).toMatchObject({ raised: 2, withdrawn: 0 });
  expect(await flagged()).toEqual([
    { id, rule: "network", from: "2026-03-02", to: "2026-03-03", state: "open" },
    { id, rule: "network", from: "2026-03-05", to: "2026-03-05", state: "open" },
  ]);
  expect(await look(looked)).toEqual({ days: 0, raised: 0, changed: 0, withdrawn: 0 });
  expect(await look()).toMatchObject({ days: 3, raised: 0, changed: 0, withdrawn: 0 });

  // The day between joins them, though only it is looked at.
  await read(id, "2026-03-04", { pdf: 30, network: 9 });
  await counted();
  expect(await look(looked)).toEqual({ days: 1, raised: 0, changed: 1, withdrawn: 1 });
  expect(await flagged()).toEqual([{ id, rule: "network", from: "2026-03-02", to: "2026-03-05", state: "open" }]);

  // Readers of other networks take a day out of it again.
  await read(id, "2026-03-04", { fulltext: 60, network: 11 });
  await read(id, "2026-03-04", { abstract: 70, network: 12 });
  await counted();
  await look(looked);
  expect((await flagged()).map(({ from, to }) => [from, to])).toContainEqual(["2026-03-02", "2026-03-05"]);
  await read(id, "2026-03-03", { fulltext: 60, network: 12 });
  await read(id, "2026-03-03", { abstract: 70, network: 13 });
  await counted();
  await look(looked);
  expect((await flagged()).map(({ from, to }) => [from, to])).toEqual([
    ["2026-03-02", "2026-03-02"],
    ["2026-03-04", "2026-03-05"],
  ]);
  await sql`delete from usage_events where network = 7`;
  await markDirty(db, { from: "2026-03-01", to: "2026-03-31" });
  await counted();
  expect(await look(looked)).toMatchObject({ withdrawn: 1 });
});

test("what is taken out is flagged no more, and again when it is put back; what is accepted stays so until it grows", async () => {
  const { id } = await anArticle(db);
  await read(id, "2026-03-02", { pdf: 60, network: 7 });
  await read(id, "2026-03-02", { abstract: 20, network: 8 });
  await counted();
  const looked = new Looked();
  await look(looked);
  const [flag] = await sql<{ id: number }[]>`select id from flags`;
  const deciding = { journalId, flagId: flag?.id ?? 0, by, reason: "A machine" };
  const days = { from: "2026-03-02", to: "2026-03-02" };
  await excludeUsage(db, { ...deciding, seen: await seenOf(flag), which: { kind: "networks" }, ...days }, NOW);
  await counted();
  expect(await look(looked)).toEqual({ days: 1, raised: 0, changed: 0, withdrawn: 0 });
  expect(await flagged()).toMatchObject([{ state: "excluded" }]);
  const [exclusion] = await exclusionsOf(db, deciding.flagId);
  await undoExclusion(db, { ...deciding, exclusionId: exclusion?.id ?? 0 }, NOW);
  await counted();
  expect(await look(looked)).toEqual({ days: 1, raised: 0, changed: 0, withdrawn: 0 });
  await acceptFlag(db, { ...deciding, seen: await seenOf(flag) }, NOW);
  await read(id, "2026-03-02", { fulltext: 3, network: 7 });
  await counted();
  expect(await look(looked)).toMatchObject({ days: 1, raised: 0 });
  expect(await flagged()).toMatchObject([{ state: "accepted" }]);
  await read(id, "2026-03-03", { pdf: 60, network: 5 });
  await counted();
  expect(await look(looked)).toMatchObject({ days: 1, raised: 1 });
  expect(await flagged()).toEqual([{ id, rule: "network", from: "2026-03-02", to: "2026-03-03", state: "open" }]);
});

test("a flag for which usage was taken out never goes while that is out, so that it can be put back", async () => {
  const { id } = await anArticle(db);
  await read(id, "2026-03-02", { pdf: 60, network: 7 });
  await read(id, "2026-03-03", { pdf: 60, network: 7 });
  await counted();
  const looked = new Looked();
  await look(looked);
  const [flag] = await sql<{ id: number }[]>`select id from flags`;
  const deciding = { journalId, flagId: flag?.id ?? 0, by, reason: "A machine" };
  const day = { from: "2026-03-02", to: "2026-03-02" };
  await excludeUsage(db, { ...deciding, seen: await seenOf(flag), which: { kind: "networks" }, ...day }, NOW);
  await counted();
  await look(looked);

  // More of it comes in by the same first day, and goes again.
  await read(id, "2026-03-02", { fulltext: 200, network: 9 });
  await counted();
  await look(looked);
  expect(await flagged()).toMatchObject([{ from: "2026-03-02", state: "open" }]);
  await sql`delete from usage_events where network = 9 or (network = 7 and lane = 'r')`;
  await markDirty(db, { from: "2026-03-01", to: "2026-03-31" });
  await counted();
  await look(looked);
  const [kept] = await sql`select id, state, decided, decided_by as "decidedBy", reason from flags`;
  expect(kept).toMatchObject({ id: flag?.id, state: "excluded", decidedBy: by.id, reason: "A machine" });
  expect(new Date(kept?.decided).getTime()).toBe(NOW.getTime());
  expect(await look(looked)).toMatchObject({ withdrawn: 0 });
  const [exclusion] = await exclusionsOf(db, deciding.flagId);
  expect(await undoExclusion(db, { ...deciding, exclusionId: exclusion?.id ?? 0 }, NOW)).toEqual({
    kind: "done",
    events: 60,
  });
  expect(await flagged()).toMatchObject([{ state: "open" }]);
});

test("days whose events were dropped are not looked at for networks, and keep their flags", async () => {
  const { id } = await anArticle(db);
  await read(id, "2026-03-02", { pdf: 60, network: 7 });
  await counted();
  await look();
  await sql`update usage_months set pruned = now()`;
  await sql`delete from usage_events`;
  await look();
  expect(await flagged()).toMatchObject([{ rule: "network", state: "open" }]);
  await sql`update usage_months set pruned = null`;
});

test("the same figure day after day, and downloads that stop while views go on", async () => {
  const [flat, stops] = [(await anArticle(db)).id, (await anArticle(db)).id];
  for (let i = 0; i < 40; i += 1) {
    const day = addDays("2026-02-08", i);
    if (i < 16) await read(flat, day, { pdf: 12 + (i % 2) });
    await read(stops, day, { abstract: 5 + (i % 6), pdf: i < 34 ? 4 + (i % 4) : 0 });
  }
  await counted();
  await look();
  const found = await flagged();
  expect(found).toContainEqual({ id: flat, rule: "flat", from: "2026-02-08", to: "2026-02-23", state: "open" });
  // The journal's downloads are those of this article: it is told once.
  expect(found).toContainEqual({ id: null, rule: "stalled", from: "2026-03-14", to: "2026-03-19", state: "open" });
  expect(found.filter(({ rule }) => rule === "stalled")).toHaveLength(1);
  await read(flat, "2026-03-19", { pdf: 20 });
  await counted();
  await look();
  expect((await flagged()).find(({ rule, id }) => rule === "stalled" && id === null)).toMatchObject({
    to: "2026-03-18",
  });
});

test("months by the Code's hint, and ratios beside those of peers", async () => {
  const articles = [];
  for (let i = 0; i < 24; i += 1) articles.push((await anArticle(db, { type: "Review" })).id);
  const [spiking = 0, odd = 0, ...peers] = articles;
  for (let month = 8; month <= 12; month += 1)
    await read(spiking, `2025-${String(month).padStart(2, "0")}-10`, { abstract: 3 });
  await read(spiking, "2026-01-10", { abstract: 4 });
  await read(spiking, "2026-02-10", { abstract: 60, pdf: 60 });
  for (const [i, id] of peers.entries()) await read(id, "2026-02-11", { abstract: 60 + i, pdf: 30 + (i % 5) });
  await read(odd, "2026-02-11", { abstract: 10, pdf: 200 });
  await counted();
  const looked = new Looked();
  await look(looked);
  expect(await flagged()).toEqual(
    [
      { id: odd, rule: "ratio", from: "2026-02-01", to: "2026-02-28", state: "open" },
      { id: null, rule: "spike", from: "2026-02-01", to: "2026-02-28", state: "open" },
      { id: spiking, rule: "spike", from: "2026-02-01", to: "2026-02-28", state: "open" },
    ].toSorted((a, b) => a.rule.localeCompare(b.rule) || (a.id ?? Infinity) - (b.id ?? Infinity)),
  );
  // A running month is not looked at.
  await read(odd, "2026-03-11", { abstract: 10, pdf: 200 });
  await counted();
  expect(await look(looked)).toMatchObject({ raised: 0 });
});

test("months of nothing after one of much are one matter, and end with the average they are measured by", async () => {
  const { id } = await anArticle(db);
  for (let month = 1; month <= 6; month += 1) await read(id, `2025-0${month}-10`, { abstract: 40 });
  await counted();
  const looked = new Looked();
  await look(looked);
  const spikes = async () => (await flagged()).filter((one) => one.rule === "spike" && one.id === id);
  const less = { id, rule: "spike", from: "2025-07-01", to: "2026-01-31", state: "open" };
  expect(await spikes()).toEqual([less]);
  // Another month of it is looked at alone, and is none of its own.
  await read(id, "2025-12-10", { abstract: 1 });
  await counted();
  await look(looked);
  const ends = [less, { ...less, from: "2026-01-01" }];
  expect(await spikes()).toEqual([{ ...ends[0], to: "2025-11-30" }, ends[1]]);
});

test("two processes that look at once raise each flag once", async () => {
  const { id } = await anArticle(db);
  await read(id, "2026-03-02", { pdf: 60, network: 7 });
  await counted();
  const looks = await Promise.all([look(), look(), look()]);
  expect(looks.map(({ raised }) => raised).toSorted()).toEqual([0, 0, 1]);
  expect(await flagged()).toHaveLength(1);
});
