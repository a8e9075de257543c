import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { changeSettings } from "@/lib/catalog/sql/settings";
import { loadRobotLists } from "@/lib/collector/robot-source";
import { countDirty } from "@/lib/counting/count";
import { completeMonths, pruneMonths } from "@/lib/counting/months";
import { restatementRows } from "@/lib/counting/sql/ledger";
import { applyExclusions, undoExclusion, type Which } from "@/lib/integrity/exclude";
import { exclusionsOf } from "@/lib/integrity/sql/exclusions";
import { labelRecentBehaviour, placeChanged, relabel, relabelWhenChanged } from "@/lib/jobs/robots";
import { clicksAroundADay, eventOf } from "../fixtures/clicks";
import { testDatabase } from "../fixtures/database";
import { DAYS, exclusionWorld, NOW, ODD, TABLES } from "../fixtures/exclusion-world";
import { BROWSER } from "../fixtures/front";

const { db } = await testDatabase();
const sql = db.$client;
const world = await exclusionWorld(db);
const { id, other, journalId, by, write, at, counted, downloads, aFlag, exclude, undo, stateOf } = world;
beforeEach(world.clear);

describe("an exclusion", () => {
  test("takes the networks of its days out of the figures, and nothing else; undone, all is as it was", async () => {
    await write(
      at("2026-01-05T09:00:00Z", { network: 7 }),
      at("2026-01-05T10:00:00Z", { network: 7 }, "2"),
      at("2026-01-05T11:00:00Z", { network: 8 }, "3"),
      at("2026-01-06T09:00:00Z", { network: 7 }, "4"),
      at("2026-01-05T09:00:00Z", { network: 7, articleId: other }),
      // Approved mining is usage by readers too, and a crawler's is no such thing.
      at("2026-01-05T12:00:00Z", { network: 7, accessMethod: "t", laneReason: "t" }, "5"),
      at("2026-01-05T13:00:00Z", { network: 7, lane: "c", laneReason: "b" }, "6"),
    );
    const before = await counted();
    const flag = await aFlag();
    expect(await exclude(flag)).toEqual({ kind: "done", events: 3 });
    expect(await downloads()).toEqual({ c: 4, r: 2 });
    expect(await downloads(other)).toEqual({ r: 1 });
    expect(await stateOf(flag)).toBe("excluded");
    expect(await undo(flag)).toEqual({ kind: "done", events: 3 });
    expect(await counted()).toEqual(before);
    expect(await stateOf(flag)).toBe("open");
    const [reasons] = await sql`
      select string_agg(lane::text || lane_reason::text, ' ' order by at, lane, visitor) as all from usage_events where article_id = ${id}`;
    expect(reasons?.all).toBe("rr rr rr rt cb rr");
    const notes = await sql<{ action: string; who: string; requests: string }[]>`
      select action, who, detail->>'requests' as requests from audit_log order by id`;
    expect([...notes]).toEqual([
      { action: "exclusion", who: by.email, requests: "3" },
      { action: "exclusion-undone", who: by.email, requests: "3" },
    ]);
  });

  test("goes by one program, or by days, as well", async () => {
    await write(
      at("2026-01-05T09:00:00Z", { userAgent: ODD }),
      at("2026-01-05T10:00:00Z"),
      at("2026-01-06T10:00:00Z", { userAgent: ODD }),
      at("2026-01-07T10:00:00Z", { userAgent: ODD }),
    );
    const [odd] = await sql<{ id: number }[]>`select id from user_agents where name = ${ODD}`;
    const flag = await aFlag();
    expect(await exclude(flag, { kind: "agent", userAgent: odd?.id ?? 0 })).toEqual({ kind: "done", events: 2 });
    expect(await downloads()).toEqual({ c: 2, r: 2 });
    await undo(flag);
    expect(await exclude(flag, { kind: "all" }, { from: "2026-01-05", to: "2026-01-31" })).toEqual({
      kind: "done",
      events: 3,
    });
    expect(await downloads()).toEqual({ c: 3, r: 1 });
  });

  test("reaches the first seconds of a day, and the day before them", async () => {
    await write(at("2026-01-04T23:59:50Z", { network: 5 }), {
      ...at("2026-01-05T00:00:10Z", { network: 7 }, "2"),
      visitorBefore: 1n,
    });
    expect(await downloads()).toEqual({ r: 1 });
    const before = await counted();
    const flag = await aFlag();
    await exclude(flag);
    expect(await downloads()).toEqual({ c: 1, r: 1 });
    await undo(flag);
    expect(await counted()).toEqual(before);
  });

  test("goes through the ledger where a month was complete", async () => {
    await write(at("2026-01-05T09:00:00Z", { network: 7 }), at("2026-01-05T10:00:00Z", {}, "2"));
    await countDirty(db);
    const later = new Date(NOW.getTime() + 3 * 86_400_000);
    expect(await completeMonths(db, later, later)).toEqual(["2026-01-01"]);
    const flag = await aFlag();
    await exclude(flag);
    await countDirty(db);
    await undo(flag);
    await countDirty(db);
    expect(await restatementRows(db, DAYS, id, 9)).toMatchObject([
      { reasons: "u", before: { pdfDownloads: 1 }, after: { pdfDownloads: 2 } },
      { reasons: "x", before: { pdfDownloads: 2 }, after: { pdfDownloads: 1 } },
    ]);
  });

  test("stands for what arrives later, and against lists of robots, until it is undone", async () => {
    await write(at("2026-01-05T09:00:00Z", { network: 7 }));
    const flag = await aFlag();
    await exclude(flag);
    await write(at("2026-01-05T15:00:00Z", { network: 7 }, "2"), at("2026-01-05T15:00:00Z", { network: 8 }, "3"));
    // Placed as a robot's by a list that is no more.
    await write(at("2026-01-05T16:00:00Z", { network: 7, lane: "c", laneReason: "l" }, "4"));
    await labelRecentBehaviour(db, NOW);
    expect(await downloads()).toEqual({ c: 3, r: 1 });
    await relabel(db, NOW);
    expect(await downloads()).toEqual({ c: 3, r: 1 });
    expect(await applyExclusions(db)).toBe(0);
    expect(await undo(flag)).toEqual({ kind: "done", events: 3 });
    expect(await downloads()).toEqual({ r: 4 });
    expect(await applyExclusions(db)).toBe(0);
  });

  test.each([
    [
      "the lists of robots",
      async () => {
        await loadRobotLists(db, ["own"], { read: async () => JSON.stringify([{ pattern: "baler" }]), force: true });
        return () => relabelWhenChanged(db, new Date());
      },
    ],
    [
      "a journal's rules",
      async () => {
        await changeSettings(db, journalId, { robotPatterns: ["baler"] }, { personId: null, now: NOW });
        return () => placeChanged(db);
      },
    ],
  ])("stands against %s, also when taking it out again failed once", async (_, changed) => {
    await write(at("2026-01-05T09:00:00Z", { network: 7 }));
    const flag = await aFlag();
    await exclude(flag);
    // Placed as a robot's by a list that is no more.
    await write(at("2026-01-05T16:00:00Z", { network: 7, lane: "c", laneReason: "l" }, "2"));
    const place = await changed();
    await sql`create function refused() returns trigger language plpgsql as $$ begin raise 'refused'; end $$`;
    await sql`create trigger refused before update on usage_events for each row when (new.lane_reason = 'x') execute function refused()`;
    await expect(place()).rejects.toThrow();
    await sql`drop function refused cascade`;
    expect(await downloads()).toEqual({ c: 1, r: 1 });
    await place();
    expect(await downloads()).toEqual({ c: 2 });
    await sql`truncate robot_lists, journal_settings`;
  });

  test("undone, gives each event the lane that its name has now", async () => {
    await write(
      at("2026-01-05T09:00:00Z", { network: 7, userAgent: "Mozilla/5.0 Thresher/1" }),
      at("2026-01-05T10:00:00Z", { network: 7 }, "2"),
    );
    const flag = await aFlag();
    await exclude(flag);
    await loadRobotLists(db, ["own"], { read: async () => JSON.stringify([{ pattern: "thresher" }]), force: true });
    await relabel(db, NOW);
    await undo(flag);
    expect(await downloads()).toEqual({ c: 1, r: 1 });
    await loadRobotLists(db, ["own"], { read: async () => JSON.stringify([{ pattern: "mower" }]), force: true });
    await relabel(db, NOW);
  });

  test("undone, gives each event the lane that its name has in the journal", async () => {
    await write(
      at("2026-01-05T09:00:00Z", { network: 7, userAgent: `${BROWSER} Gleaner/2` }),
      at("2026-01-05T10:00:00Z", { network: 7 }, "2"),
    );
    const flag = await aFlag();
    await exclude(flag);
    await changeSettings(db, journalId, { robotPatterns: ["gleaner"] }, { personId: null, now: NOW });
    await undo(flag);
    const rows = await sql`select lane, lane_reason as reason from usage_events order by at`;
    expect([...rows]).toEqual([
      { lane: "c", reason: "j" },
      { lane: "r", reason: "r" },
    ]);
    await sql`truncate journal_settings`;
  });

  test("is undone where the requests of its own days are there, whatever the flag's days are by now", async () => {
    await write(at("2026-01-05T09:00:00Z", { network: 7 }));
    const flag = await aFlag();
    await exclude(flag);
    await sql`update flags set to_day = '2026-02-28'`;
    await sql`insert into usage_months (month, opened, touched, pruned) values ('2026-02-01', now(), now(), now())`;
    expect(await undo(flag)).toEqual({ kind: "done", events: 1 });
    await exclude(flag);
    await sql`update flags set from_day = '2026-03-01', to_day = '2026-03-01'`;
    await sql`update usage_months set pruned = now() where month = '2026-01-01'`;
    const before = await exclusionsOf(db, flag);
    expect(await undo(flag)).toEqual({ kind: "pruned", months: ["2026-01-01"] });
    expect(await exclusionsOf(db, flag)).toEqual(before);
    await sql`delete from usage_months where month = '2026-02-01'`;
  });

  test("undone, leaves what another one speaks of", async () => {
    await write(at("2026-01-05T09:00:00Z", { network: 7 }), at("2026-01-06T10:00:00Z", { network: 8 }, "2"));
    const [one, two] = [await aFlag(), await aFlag({ "2026-01-06": [8] }, { from: "2026-01-06", to: "2026-01-06" })];
    expect(await exclude(one, { kind: "all" })).toEqual({ kind: "done", events: 2 });
    await write(at("2026-01-06T11:00:00Z", { network: 8 }, "3"));
    expect(await exclude(two)).toEqual({ kind: "done", events: 1 });
    expect(await undo(one)).toEqual({ kind: "done", events: 1 });
    expect(await downloads()).toEqual({ c: 2, r: 1 });
    await undo(two);
    expect(await downloads()).toEqual({ r: 3 });
  });

  test("undone while another of the same flag stands, leaves the flag decided by that one", async () => {
    await write(at("2026-01-05T09:00:00Z", { network: 7 }), at("2026-01-06T10:00:00Z", { network: 8 }, "2"));
    const flag = await aFlag();
    await exclude(flag);
    // The look opens a decided flag again when it grew.
    await sql`update flags set state = 'open', decided = null, decided_by = null, reason = null`;
    await exclude(flag, { kind: "all" });
    const [second, first] = await exclusionsOf(db, flag);
    const undone = (one: typeof first) =>
      undoExclusion(db, { journalId, flagId: flag, by, exclusionId: one?.id ?? 0 }, NOW);
    await sql`update exclusions set reason = 'The first' where id = ${first?.id ?? 0}`;
    expect(await undone(second)).toEqual({ kind: "done", events: 1 });
    const [kept] = await sql`select state, reason, decided_by as "decidedBy" from flags`;
    expect(kept).toEqual({ state: "excluded", reason: "The first", decidedBy: by.id });
    expect(await undone(first)).toEqual({ kind: "done", events: 1 });
    expect(await stateOf(flag)).toBe("open");
  });

  test("is refused where events were dropped, and where there is nothing to take out", async () => {
    await write(at("2026-01-05T09:00:00Z", { network: 8 }));
    const flag = await aFlag();
    expect(await exclude(flag)).toEqual({ kind: "nothing" });
    expect(await exclusionsOf(db, flag)).toEqual([]);
    expect(await stateOf(flag)).toBe("open");
    await exclude(flag, { kind: "all" });
    await countDirty(db);
    const later = new Date(NOW.getTime() + 3 * 86_400_000);
    await completeMonths(db, later, later);
    expect((await pruneMonths(db, new Date(NOW.getTime() + 90 * 86_400_000), 1)).closed).toEqual(["2026-01-01"]);
    expect(await undo(flag)).toEqual({ kind: "pruned", months: ["2026-01-01"] });
    const next = await aFlag({ "2026-01-06": [8] }, { from: "2026-01-06", to: "2026-01-06" });
    expect(await exclude(next, { kind: "all" })).toEqual({ kind: "pruned", months: ["2026-01-01"] });
    expect(await downloads()).toEqual({ c: 1 });
  });

  test("exclusions of any clicks, undone, leave every counted table as it was, and take out exactly the network's", async () => {
    await fc.assert(
      fc.asyncProperty(
        clicksAroundADay,
        fc.array(fc.constantFrom(0, 7, 8), { minLength: 24, maxLength: 24 }),
        fc.constantFrom<Which["kind"]>("networks", "networks", "all"),
        async (clicks, networks, kind) => {
          for (const table of ["flags", "exclusions", "usage_events", "early_clicks", "dirty_article_days", ...TABLES])
            await sql`delete from ${sql(table)}`;
          const events = clicks.map((one, i) => ({
            ...eventOf(id, one),
            ...{ userAgent: BROWSER, network: networks[i] ?? 0 },
            // As the collector has it.
            ...(one.lane === "reader" ? { laneReason: one.accessMethod === "TDM" ? "t" : "r" } : { laneReason: "h" }),
          }));
          if (events.length > 0) await write(...events);
          const before = await counted();
          const rows = () => sql`select * from usage_events order by ${sql.unsafe("usage_events::text")}`;
          const early = () => sql`select * from early_clicks order by ${sql.unsafe("early_clicks::text")}`;
          const [stored, storedEarly] = [[...(await rows())], [...(await early())]];
          const flag = await aFlag({ "2026-01-05": [7], "2026-01-06": [7, 8] });
          const done = await exclude(flag, kind === "all" ? { kind } : { kind: "networks" });
          const out = stored.filter(({ lane, network, at: when }) => {
            const day = new Date(when).toISOString().slice(0, 10);
            const named = kind === "all" || network === 7 || (day === "2026-01-06" && network === 8);
            return lane === "r" && day >= DAYS.from && day <= DAYS.to && named;
          });
          const [taken] = await sql`select count(*)::int as n from usage_events where lane_reason = 'x'`;
          expect(taken?.n).toBe(out.length);
          expect(done).toEqual(out.length === 0 ? { kind: "nothing" } : { kind: "done", events: out.length });
          await countDirty(db);
          if (out.length > 0) await undo(flag);
          expect([...(await rows())]).toEqual(stored);
          expect([...(await early())]).toEqual(storedEarly);
          expect(await counted()).toEqual(before);
        },
      ),
      { numRuns: 25 },
    );
  });
});
