import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { EventLog } from "@/lib/collector/event-log";
import { loadRobotLists } from "@/lib/collector/robot-source";
import { DECLARED_AI } from "@/lib/collector/robots";
import { countDirty } from "@/lib/counting/count";
import { inForce } from "@/lib/explain/in-force";
import { click, eventOf } from "../fixtures/clicks";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();

test("the lists in force are those built in and those loaded, each with version, number, date and source", async () => {
  const builtIn = (await inForce(db)).lists;
  expect(builtIn.map(({ name, lane, patterns }) => [name, lane, patterns > 0])).toEqual([
    ["AI tools by the names they declare", "agent", true],
    ["isbot", "crawler", true],
  ]);
  expect(builtIn[0]?.patterns).toBe(DECLARED_AI.length);
  for (const { version } of builtIn) expect(version).toMatch(/^\d+\.\d+\.\d+/);

  const source = "https://lists.example/counter_bots.json";
  const list = JSON.stringify([
    { pattern: "harvester", last_changed: "2024-04-22" },
    { pattern: "^reaper", last_changed: "2021-01-01" },
  ]);
  const [change] = await loadRobotLists(db, [source], { read: async () => list });
  const loaded = (await inForce(db)).lists.slice(2);
  expect(loaded).toMatchObject([
    {
      name: "counter",
      lane: "crawler",
      patterns: 2,
      version: change?.version,
      dated: "2024-04-22",
      source,
      failure: undefined,
    },
  ]);
  await loadRobotLists(db, [source], { read: async () => "no list" }).catch(() => {});
  const [kept] = (await inForce(db)).lists.slice(2);
  expect(kept).toMatchObject({ patterns: 2, failure: `${source} is not JSON` });
});

test("the records say since when, through when and how far they are complete, dropped and waiting", async () => {
  const log = new EventLog(db);
  await log.write(randomUUID(), [eventOf(1, click("2026-02-05T09:00:00Z")), eventOf(1, click("2026-01-05T09:00:00Z"))]);
  expect((await inForce(db)).records).toMatchObject({
    since: "2026-01-01",
    waitingDays: 2,
    completeThrough: undefined,
  });
  await countDirty(db);
  await db.$client`update usage_months set completed = now(), pruned = now() where month = '2026-01-01'`;
  await db.$client`update usage_months set completed = now() where month = '2026-02-01'`;
  const { records, countriesOf } = await inForce(db);
  expect(records).toMatchObject({ waitingDays: 0, completeThrough: "2026-02-01", droppedThrough: "2026-01-01" });
  expect(records.countedThrough).toBeInstanceOf(Date);
  expect(countriesOf).toMatch(/^20\d\d-\d\d-\d\d$/);
});
