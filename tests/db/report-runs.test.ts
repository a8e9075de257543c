import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { beforeEach, describe, expect, test } from "vitest";
import { storedPath } from "@/lib/catalog/file-store";
import type { Person } from "@/lib/people/visitor";
import { saveSchedule } from "@/lib/reports/definition/schedule";
import { askForExport, askForRun, sendAgain } from "@/lib/reports/run/ask-run";
import { changedSince } from "@/lib/reports/run/changed-since";
import { forgetExpired } from "@/lib/reports/run/forget-expired";
import { type MakeSettings, makeRuns } from "@/lib/reports/run/make-runs";
import { scheduleDue } from "@/lib/reports/run/schedule-due";
import { definitionRow } from "@/lib/reports/sql/definitions";
import { forgetDelivered } from "@/lib/reports/sql/delivery-addresses";
import { claimRun, exportRows, runRow, runRows } from "@/lib/reports/sql/runs";
import { testDatabase } from "../fixtures/database";
import { aSchedule, MONTHLY, quickly, reportWorld, summedThrough } from "../fixtures/report-world";

const { db } = await testDatabase();
const sql = db.$client;
const world = await reportWorld(db);
const HOUR_MS = 3_600_000;
const at = (instant: string) => new Date(`${instant}:00Z`);
const editor: Person = { ...world.editor, grants: [] } as unknown as Person;

beforeEach(async () => {
  await sql`truncate report_definitions, report_runs, outbox, restatements cascade`;
  await summedThrough(db, at("2026-11-01T00:00"));
});

const make = (now: Date, settings: Partial<MakeSettings> = {}) =>
  makeRuns(db, { env: world.env, clock: () => now, make: quickly(), ...settings });
const runs = () =>
  sql<
    {
      id: string;
      slot: Date;
      from: string;
      to: string;
      state: string;
      late: boolean;
      provisional: boolean;
      note: string | null;
    }[]
  >`select id, slot, from_day::text as from, to_day::text as to, state, late, provisional, note from report_runs order by slot, asked`;
const mails = () =>
  sql<{ kind: string; recipient: string }[]>`select kind, recipient from outbox order by kind, recipient`;

describe("a moment of a schedule", () => {
  test("has one run, of what was over then, however many processes look", async () => {
    await aSchedule(db, world, { since: at("2026-10-15T00:00") });
    const now = at("2026-11-02T07:30");
    const made = await Promise.all(Array.from({ length: 6 }, () => scheduleDue(db, now)));
    expect(made.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(await scheduleDue(db, now)).toBe(0);
    expect(await runs()).toMatchObject([
      { slot: "2026-11-02 07:00:00+00", from: "2026-10-01", to: "2026-10-31", state: "waiting", late: false },
    ]);
    expect(await scheduleDue(db, at("2026-12-01T06:59"))).toBe(0);
    expect(await scheduleDue(db, at("2026-12-01T07:00"))).toBe(1);
  });

  test("that nobody was there for has its run late, each once, however long that was", async () => {
    const daily = { every: "day", at: "06:00", timeZone: "UTC" } as const;
    await aSchedule(db, world, { since: at("2026-01-01T00:00"), rule: daily, period: "rolling-days:1" });
    expect(await scheduleDue(db, at("2026-10-28T06:30"))).toBe(301);
    const made = await runs();
    expect(new Set(made.map(({ from }) => from)).size).toBe(301);
    expect(made.filter(({ late }) => !late)).toMatchObject([{ from: "2026-10-27", slot: "2026-10-28 06:00:00+00" }]);
  });

  test("of a schedule that is not understood any more is told its owner, and holds up none of the others", async () => {
    const { scheduleId } = await aSchedule(db, world, { since: at("2026-10-15T00:00"), name: "Lost" });
    await aSchedule(db, world, { since: at("2026-10-15T00:00"), name: "Well" });
    await sql`update report_schedules set rule = rule || '{"timeZone":"Europe/Atlantis"}' where id = ${scheduleId}`;
    await scheduleDue(db, at("2026-11-02T07:00"));
    const stood = await sql`select name, state, note from report_runs order by name`;
    expect(stood).toMatchObject([
      { name: "Lost", state: "failed", note: expect.stringContaining("Its schedule is paused: when it is due") },
      { name: "Well", state: "waiting" },
    ]);
    expect(await mails()).toEqual([{ kind: "report-trouble", recipient: world.editor.email }]);
    expect(await scheduleDue(db, at("2026-11-02T08:00"))).toBe(0);
  });

  test("that came just now is not lost over a changed address", async () => {
    const { definitionId, scheduleId } = await aSchedule(db, world, { since: at("2026-10-15T00:00") });
    const by = { person: editor, journalId: world.journalId, definitionId };
    const typed = { rule: MONTHLY, whenEmpty: "say", waitHours: 24 };
    const targets = [{ kind: "mail" as const, address: "new@society.example" }];
    const now = at("2026-11-02T07:00");
    expect(await saveSchedule(db, by, scheduleId, { ...typed, targets }, { env: world.env, now })).toMatchObject({
      kind: "saved",
    });
    await make(now);
    expect(await mails()).toEqual([{ kind: "report", recipient: "new@society.example" }]);
    expect(await sql`select next from report_schedules`).toEqual([{ next: "2026-12-01 07:00:00+00" }]);
  });

  test("of a paused schedule has none", async () => {
    const { scheduleId } = await aSchedule(db, world, { since: at("2026-10-15T00:00") });
    await sql`update report_schedules set paused = true where id = ${scheduleId}`;
    expect(await scheduleDue(db, at("2026-12-02T08:00"))).toBe(0);
  });
});

describe("a run", () => {
  const due = async (options: Partial<Parameters<typeof aSchedule>[2]> = {}) => {
    const schedule = await aSchedule(db, world, { since: at("2026-10-15T00:00"), ...options });
    await scheduleDue(db, at("2026-11-02T07:00"));
    return schedule;
  };

  test("is made once and goes to each place once, however many processes are at it", async () => {
    await due({ to: ["a@society.example", "b@society.example"] });
    const now = at("2026-11-02T07:01");
    const seen = await Promise.all(Array.from({ length: 4 }, () => make(now)));
    expect(seen.reduce((sum, one) => sum + one, 0)).toBe(1);
    const [run] = await runs();
    expect(run).toMatchObject({ state: "made", provisional: false, note: null });
    const [file] = await sql<{ sha256: string; bytes: number }[]>`select sha256, bytes::int from report_files`;
    const content = await readFile(storedPath(world.env.DATA_DIR, file?.sha256 ?? ""), "utf8");
    expect(content).toBe("articles,2026-10-01,2026-10-31\r\n");
    expect(file?.bytes).toBe(content.length);
    expect(await mails()).toEqual([
      { kind: "report", recipient: "a@society.example" },
      { kind: "report", recipient: "b@society.example" },
    ]);
  });

  test("waits until its days are counted, and says what for", async () => {
    await summedThrough(db, at("2026-10-31T18:00"));
    await due();
    await make(at("2026-11-02T07:00"));
    expect(await runs()).toMatchObject([{ state: "waiting", note: "Counted through 2026-10-31 18:00 UTC." }]);
    await make(at("2026-11-02T07:04"));
    await summedThrough(db, at("2026-11-01T00:00"));
    await make(at("2026-11-02T07:05"));
    expect(await runs()).toMatchObject([{ state: "made", provisional: false }]);
  });

  test("waits no longer than it may, and is provisional then", async () => {
    await summedThrough(db, at("2026-10-31T18:00"));
    await due({ waitHours: 24 });
    for (let hour = 0; hour < 24; hour += 1) await make(new Date(at("2026-11-02T07:00").getTime() + hour * HOUR_MS));
    expect(await runs()).toMatchObject([{ state: "waiting" }]);
    await make(at("2026-11-03T07:00"));
    expect(await runs()).toMatchObject([{ state: "made", provisional: true }]);
  });

  test("whose process died is made by another, and what the dead one comes with later is not taken", async () => {
    await due();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow: MakeSettings["make"] = async (...asked) => {
      await held;
      return { ...(await quickly()(...asked)), headline: "too late" };
    };
    const dead = make(at("2026-11-02T07:00"), { make: slow, leaseMs: 60_000 });
    await expect.poll(async () => (await runs())[0]?.state).toBe("making");
    expect(await make(at("2026-11-02T07:00"), { leaseMs: 60_000 })).toBe(0);
    expect(await make(at("2026-11-02T07:02"), { leaseMs: 60_000 })).toBe(1);
    release();
    await dead;
    const [run] = await runs();
    expect(run?.state).toBe("made");
    expect((await runRow(db, run?.id ?? ""))?.facts).toMatchObject({ headline: "3 full-text reads" });
    expect(await mails()).toHaveLength(1);
    expect(await sql`select 1 from report_files`).toHaveLength(1);
  });

  test("that fails is tried again for two days, and then whoever owns it is told once", async () => {
    await due();
    const broken: MakeSettings["make"] = async () => {
      throw new Error("no room");
    };
    for (let minutes = 0; minutes <= 60 * 50; minutes += 15)
      await make(new Date(at("2026-11-02T07:00").getTime() + minutes * 60_000), { make: broken });
    const [run] = await runs();
    expect(run).toMatchObject({ state: "failed", note: "no room" });
    expect(await mails()).toEqual([{ kind: "report-trouble", recipient: world.editor.email }]);
    const { attempts = 0 } = (await runRow(db, run?.id ?? "")) ?? {};
    expect(attempts).toBeGreaterThan(10);
    expect(attempts).toBeLessThan(30);
  });

  test("that was tried once before the server was off for days is tried on", async () => {
    await due();
    const broken: MakeSettings["make"] = async () => {
      throw new Error("no room");
    };
    await make(at("2026-11-02T07:00"), { make: broken });
    await make(at("2026-11-09T07:00"), { make: broken });
    expect(await runs()).toMatchObject([{ state: "waiting", note: "no room" }]);
    await make(at("2026-11-09T11:00"));
    expect(await runs()).toMatchObject([{ state: "made" }]);
  });

  test("whose processes all die is given up at last", async () => {
    await due();
    for (let i = 0; i < 60; i += 1) await claimRun(db, new Date(at("2026-11-02T07:00").getTime() + i * 60_000), 30_000);
    await make(at("2026-11-02T09:00"));
    expect(await runs()).toMatchObject([{ state: "failed", note: "Every process that made it died." }]);
  });

  test("that failed for a while is made when it can be", async () => {
    await due();
    let times = 0;
    const sometimes: MakeSettings["make"] = async (...asked) => {
      times += 1;
      if (times < 3) throw new Error("away");
      return quickly()(...asked);
    };
    for (const minutes of [0, 1, 2, 5, 6, 7])
      await make(new Date(at("2026-11-02T07:00").getTime() + minutes * 60_000), { make: sometimes });
    expect(times).toBe(3);
    expect(await runs()).toMatchObject([{ state: "made", note: null }]);
  });

  test("of something that is not there any more fails at once, with words", async () => {
    const { definitionId } = await aSchedule(db, world, { since: at("2026-10-15T00:00") });
    await sql`update report_definitions set ask = '{"what":"weather"}' where id = ${definitionId}`;
    await scheduleDue(db, at("2026-11-02T07:00"));
    await make(at("2026-11-02T07:00"));
    expect(await runs()).toMatchObject([{ state: "failed", note: "What it is of is not understood any more." }]);
  });

  test.each([
    ["say", "made", 1],
    ["skip", "skipped", 0],
  ] as const)("with nothing to report, to %s it, is %s", async (whenEmpty, state, count) => {
    await due({ whenEmpty });
    await make(at("2026-11-02T07:00"), { make: quickly(true) });
    expect(await runs()).toMatchObject([{ state }]);
    expect(await mails()).toHaveLength(count);
  });

  test("goes to nobody who wanted no more of it", async () => {
    const { scheduleId } = await due({ to: ["a@society.example", "b@society.example"] });
    await sql`update report_targets set "left" = now() where schedule_id = ${scheduleId} and address like 'a%'`;
    await make(at("2026-11-02T07:00"));
    expect(await mails()).toEqual([{ kind: "report", recipient: "b@society.example" }]);
  });

  test("asked for by hand goes to nobody, and as a test to whoever asks, whatever is counted", async () => {
    await summedThrough(db, at("2026-10-20T00:00"));
    const { definitionId } = await aSchedule(db, world, { since: at("2026-11-15T00:00") });
    const definition = await definitionRow(db, world.journalId, definitionId);
    if (!definition) throw new Error("no definition");
    const now = at("2026-11-16T10:00");
    await askForRun(db, editor, definition, "hand", now);
    await make(now);
    expect(await mails()).toEqual([]);
    await askForRun(db, editor, definition, "test", now);
    await make(now);
    expect(await mails()).toEqual([{ kind: "report", recipient: world.editor.email }]);
    expect(await runs()).toMatchObject([
      { state: "made", provisional: true, from: "2026-10-01" },
      { state: "made", provisional: true },
    ]);
  });

  test("is sent again to one place or to all", async () => {
    await due({ to: ["a@society.example", "b@society.example"] });
    await make(at("2026-11-02T07:00"));
    const run = await runRow(db, (await runs())[0]?.id ?? "");
    if (!run) throw new Error("no run");
    const [one] = await sql<{ id: string }[]>`select id from report_deliveries where address like 'a%'`;
    expect(await sendAgain(db, editor, run, one?.id, at("2026-11-03T07:00"))).toBe(1);
    expect(await sendAgain(db, editor, run, undefined, at("2026-11-03T07:00"))).toBe(2);
    expect((await mails()).map(({ recipient }) => recipient[0])).toEqual(["a", "a", "a", "b", "b"]);
    expect(await sendAgain(db, editor, { ...run, state: "failed" }, undefined, at("2026-11-03T07:00"))).toBe(0);
  });

  test("is not sent again to an address that is forgotten", async () => {
    await due({ to: ["a@society.example", "b@society.example"] });
    await make(at("2026-11-02T07:00"));
    const run = await runRow(db, (await runs())[0]?.id ?? "");
    if (!run) throw new Error("no run");
    await sql`update report_deliveries set settled = ${at("2026-11-02T08:00").toISOString()} where address like 'a%'`;
    await forgetDelivered(db, at("2026-12-03T00:00"));
    expect(await sendAgain(db, editor, run, undefined, at("2026-12-03T07:00"))).toBe(1);
    expect((await mails()).map(({ recipient }) => recipient[0])).toEqual(["a", "b", "b"]);
  });

  test("says what was restated in its days since, and nothing else", async () => {
    await due();
    await make(at("2026-11-02T07:00"));
    const run = await runRow(db, (await runs())[0]?.id ?? "");
    if (!run) throw new Error("no run");
    expect(await changedSince(db, run)).toBeUndefined();
    const restated = (day: string, when: string, reasons: string, before: number, after: number) => sql`
      insert into restatements (article_id, day, restated, reasons, before, after, method_after)
      values (${world.articleId}, ${day}, ${when}, ${reasons}, ${JSON.stringify({ totalItemRequests: before, pdfDownloads: 1 })}::text::jsonb,
        ${JSON.stringify({ totalItemRequests: after, pdfDownloads: 1 })}::text::jsonb, 'm')`;
    await restated("2026-10-05", "2026-11-01T00:00:00Z", "i", 1, 9);
    await restated("2026-09-30", "2026-11-05T00:00:00Z", "r", 9, 1);
    await restated("2026-10-05", "2026-11-05T00:00:00Z", "r", 9, 6);
    await restated("2026-10-05", "2026-11-06T00:00:00Z", "x", 6, 5);
    await restated("2026-10-31", "2026-11-06T00:00:00Z", "r", 2, 0);
    expect(await changedSince(db, run)).toEqual({
      ...{ articles: 1, articleDays: 2, latest: at("2026-11-06T00:00") },
      reasons: ["A list of robots changed", "An editor took usage out"],
      differences: [{ measure: "totalItemRequests", difference: -6 }],
    });
  });
});

test("an export is its asker's, waits its turn among five, and goes with its file when its week is over", async () => {
  const asked = {
    journalId: world.journalId,
    name: "Articles",
    ask: { what: "articles" as const, journalId: world.journalId, view: "" },
  };
  const period = { from: "2026-10-01", to: "2026-10-31" };
  const now = at("2026-11-02T07:00");
  for (let i = 0; i < 5; i += 1)
    expect(await askForExport(db, editor, { ...asked, period, format: "csv" }, now)).toBeDefined();
  expect(await askForExport(db, editor, { ...asked, period, format: "csv" }, now)).toBeUndefined();
  await make(now);
  expect((await exportRows(db, world.editor.id, 10)).map(({ state }) => state)).toEqual(Array(5).fill("made"));
  expect(await runRows(db, world.journalId, { limit: 10 })).toEqual([]);
  expect(await mails()).toHaveLength(5);
  const [file] = await sql<{ sha256: string }[]>`select distinct sha256 from report_files`;
  const stored = storedPath(world.env.DATA_DIR, file?.sha256 ?? "");
  // One stays, of the same content.
  await sql`update report_runs set expires = null where id = (select id from report_runs limit 1)`;
  await forgetExpired(db, world.env.DATA_DIR, at("2026-11-09T07:00"));
  expect(await exportRows(db, world.editor.id, 10)).toHaveLength(1);
  expect(existsSync(stored)).toBe(true);
  await sql`update report_runs set expires = asked`;
  await forgetExpired(db, world.env.DATA_DIR, at("2026-11-09T07:00"));
  expect(existsSync(stored)).toBe(false);
});

test("two claims of one run are never good at once", async () => {
  await aSchedule(db, world, { since: at("2026-10-15T00:00") });
  await scheduleDue(db, at("2026-11-02T07:00"));
  const now = at("2026-11-02T07:00");
  const claims = await Promise.all(Array.from({ length: 8 }, () => claimRun(db, now, HOUR_MS)));
  expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
});
