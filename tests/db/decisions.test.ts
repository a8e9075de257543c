import { beforeEach, describe, expect, test } from "vitest";
import { flags } from "@/lib/db/schema/integrity";
import { acceptFlag, reopenFlag } from "@/lib/integrity/decide";
import { excludeUsage, undoExclusion } from "@/lib/integrity/exclude";
import { testDatabase } from "../fixtures/database";
import { DAYS, exclusionWorld, NOW } from "../fixtures/exclusion-world";
import { seenNow } from "../fixtures/flags";

const { db } = await testDatabase();
const sql = db.$client;
const world = await exclusionWorld(db);
const { journalId, by, write, at, downloads, aFlag, exclude, accept, undo, stateOf } = world;
beforeEach(world.clear);

test("nobody decides on days or figures they did not see", async () => {
  await write(at("2026-01-05T09:00:00Z", { network: 7 }), at("2026-01-06T10:00:00Z", { network: 7 }, "2"));
  const flag = await aFlag({ "2026-01-05": [7] }, { from: "2026-01-05", to: "2026-01-05" });
  const seen = await seenNow(db, flag);
  for (const change of [
    "to_day = '2026-01-06'",
    "to_day = '2026-01-05', evidence = jsonb_set(evidence, '{days,0,usage}', '101')",
  ]) {
    await sql.unsafe(`update flags set ${change}`);
    expect(await exclude(flag, { kind: "all" }, DAYS, seen)).toEqual({ kind: "changed" });
    expect(await accept(flag, seen)).toEqual({ kind: "changed" });
  }
  expect(await downloads()).toEqual({ r: 2 });
  expect(await stateOf(flag)).toBe("open");
  expect(await exclude(flag)).toEqual({ kind: "done", events: 1 });
});

test("of what is missing nothing is taken out, whatever is asked for", async () => {
  await write(at("2026-01-05T09:00:00Z"));
  const flag = await aFlag();
  const less = { rule: "spike", evidence: { usage: 0, average: 90, months: 12, sense: "less" } };
  const before = { days: 28, measure: 90, siblings: 90 };
  const stalled = {
    rule: "stalled",
    evidence: { measure: "pdfDownloads", days: 3, expected: 30, siblings: 9, before },
  };
  for (const of of [less, stalled]) {
    await db.update(flags).set(of);
    expect(await exclude(flag, { kind: "all" })).toEqual({ kind: "nothing" });
    expect(await exclude(flag, { kind: "agent", userAgent: 1 })).toEqual({ kind: "nothing" });
  }
  expect(await downloads()).toEqual({ r: 1 });
});

describe("two editors", () => {
  test("who decide at once do not both: one is told", async () => {
    await write(at("2026-01-05T09:00:00Z", { network: 7 }));
    for (let i = 0; i < 10; i += 1) {
      const flag = await aFlag();
      const seen = await seenNow(db, flag);
      const both = [() => exclude(flag, undefined, undefined, seen), () => accept(flag, seen)];
      const kinds = (await Promise.all((i % 2 ? both : both.toReversed()).map((act) => act()))).map(({ kind }) => kind);
      expect(kinds.toSorted()).toEqual(["decided", "done"]);
      const ended = await Promise.all([undo(flag), undo(flag), reopenFlag(db, { journalId, flagId: flag, by }, NOW)]);
      expect(ended.filter(({ kind }) => kind === "done")).toHaveLength(1);
      expect(await downloads()).toEqual({ r: 1 });
      await sql`delete from flags`;
    }
  });

  test("of another journal find no flag", async () => {
    const flag = await aFlag();
    const elsewhere = { journalId: journalId + 1, flagId: flag, by, reason: "", seen: await seenNow(db, flag) };
    expect(await acceptFlag(db, elsewhere, NOW)).toEqual({ kind: "gone" });
    expect(await reopenFlag(db, elsewhere, NOW)).toEqual({ kind: "gone" });
    expect(await excludeUsage(db, { ...elsewhere, which: { kind: "all" }, ...DAYS }, NOW)).toEqual({ kind: "gone" });
    expect(await undoExclusion(db, { ...elsewhere, exclusionId: 1 }, NOW)).toEqual({ kind: "gone" });
    expect(await sql`select from audit_log`).toHaveLength(0);
  });

  test("may accept, and put back among the open ones", async () => {
    const flag = await aFlag();
    expect(await accept(flag)).toEqual({ kind: "done", events: 0 });
    expect(await stateOf(flag)).toBe("accepted");
    expect(await exclude(flag)).toEqual({ kind: "decided" });
    expect(await reopenFlag(db, { journalId, flagId: flag, by }, NOW)).toEqual({ kind: "done", events: 0 });
    const notes = await sql`select action, detail->>'reason' as reason from audit_log order by id`;
    expect([...notes]).toEqual([
      { action: "flag-accepted", reason: "A course" },
      { action: "flag-reopened", reason: "A course" },
    ]);
  });
});
