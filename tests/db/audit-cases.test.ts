import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { makeKey } from "@/lib/collector/api-key";
import { countDirty } from "@/lib/counting/count";
import { articleDays } from "@/lib/db/schema/usage";
import { articleUsage } from "@/lib/usage/article-usage";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";
import { BROWSER, testFront } from "../fixtures/front";

// COUNTER's audit test E.2.3 and the cases derived from the rules of counting (COUNTER R5.1 §7), each sent through the HTTP
// door with a key and its own `at`, counted by the counter, and read back as the usage API reads.

const { db } = await testDatabase();
const { site } = await testFront(db);
const { key } = await makeKey(db, "auditor", ["record"]);
const { key: tdmKey } = await makeKey(db, "miner", ["record", "tdm"]);

interface Sent {
  at: string;
  action?: string;
  ip?: string;
  userAgent?: string;
  session?: string;
  reason?: string;
  part?: string;
}

async function send(doi: string, events: Sent[], shown = key): Promise<void> {
  const records = events.map((event) => ({
    doi,
    action: "pdf",
    ...(event.session === undefined ? { ip: "192.0.2.7", userAgent: BROWSER } : {}),
    ...event,
  }));
  const response = await fetch(`${site}/api/usage`, {
    method: "POST",
    headers: { authorization: `Bearer ${shown}`, "content-type": "application/json" },
    body: JSON.stringify(records),
  });
  expect(response.status).toBe(202);
  expect(await response.json()).toEqual({ recorded: records.length, dropped: [] });
}

/** TII, TIR, UII, UIR of the article in the range. */
async function figures(id: number, from = "2026-01-01", to = "2026-12-31"): Promise<number[]> {
  await countDirty(db);
  const { totals } = await articleUsage(db, id, { from, to, interval: "day" }, new Date("2027-01-01T00:00:00Z"));
  return [
    totals.totalItemInvestigations,
    totals.totalItemRequests,
    totals.uniqueItemInvestigations,
    totals.uniqueItemRequests,
  ];
}

const rowsOf = async (id: number) => (await db.select().from(articleDays)).filter(({ articleId }) => articleId === id);
const time = (clock: string) => `2026-01-05T${clock}Z`;

test("E.2.3: 15 double clicks and 15 slower pairs, each in a session of its own, give 45, 45, 30, 30", async () => {
  const { id, doi } = await anArticle(db);
  const pairs = Array.from({ length: 30 }, (_, i) => {
    const first = Date.UTC(2026, 0, 5, 9, i);
    const ip = `192.0.2.${i + 1}`;
    return [first, first + (i < 15 ? 29_000 : 31_000)].map((at) => ({
      at: new Date(at).toISOString(),
      ip,
      userAgent: BROWSER,
    }));
  });
  await send(doi, pairs.flat());
  expect(await figures(id)).toEqual([45, 45, 30, 30]);
});

test("E.2.3 once more, one request an event and in reverse order", async () => {
  const { id, doi } = await anArticle(db);
  const pairs = Array.from({ length: 30 }, (_, i) => {
    const first = Date.UTC(2026, 0, 5, 9, i);
    return [first, first + (i < 15 ? 30_000 : 31_000)].map((at) => ({
      at: new Date(at).toISOString(),
      session: `s${i}`,
    }));
  });
  for (const event of pairs.flat().reverse()) await send(doi, [event]);
  expect(await figures(id)).toEqual([45, 45, 30, 30]);
});

describe("cases derived from the rules", () => {
  test.each<[string, Sent[], number[]]>([
    ["1: PDF 0 s, 29 s", [{ at: time("09:00:00") }, { at: time("09:00:29") }], [1, 1, 1, 1]],
    ["2a: PDF 0 s, 30 s", [{ at: time("09:00:00") }, { at: time("09:00:30") }], [1, 1, 1, 1]],
    ["2b: PDF 0 s, 31 s", [{ at: time("09:00:00") }, { at: time("09:00:31") }], [2, 2, 1, 1]],
    [
      "3: PDF 0, 20, 40, 60 s",
      ["09:00:00", "09:00:20", "09:00:40", "09:01:00"].map((clock) => ({ at: time(clock) })),
      [1, 1, 1, 1],
    ],
    ["4: PDF 0, 20, 51 s", ["09:00:00", "09:00:20", "09:00:51"].map((clock) => ({ at: time(clock) })), [2, 2, 1, 1]],
    ["5: HTML 0 s, PDF 10 s", [{ at: time("09:00:00"), action: "fulltext" }, { at: time("09:00:10") }], [2, 2, 1, 1]],
    [
      "6: abstract 0 s, PDF 40 s",
      [{ at: time("09:00:00"), action: "abstract" }, { at: time("09:00:40") }],
      [2, 1, 1, 1],
    ],
    ["7a: PDF 13:58 and 14:01, address and agent", [{ at: time("13:58:00") }, { at: time("14:01:00") }], [2, 2, 2, 2]],
    [
      "7b: PDF 13:58 and 14:01, logged session",
      [
        { at: time("13:58:00"), session: "s" },
        { at: time("14:01:00"), session: "s" },
      ],
      [2, 2, 1, 1],
    ],
    [
      "8: PDF 23:58 and 00:02, logged session",
      [
        { at: time("23:58:00"), session: "s" },
        { at: "2026-01-06T00:02:00Z", session: "s" },
      ],
      [2, 2, 2, 2],
    ],
    ["9: PDF 13:59:50, 14:00:05", [{ at: time("13:59:50") }, { at: time("14:00:05") }], [1, 1, 1, 1]],
    [
      "11: one address, two user agents, 5 s apart",
      [
        { at: time("09:00:00"), ip: "192.0.2.7", userAgent: BROWSER },
        { at: time("09:00:05"), ip: "192.0.2.7", userAgent: `${BROWSER} Other/1` },
      ],
      [2, 2, 2, 2],
    ],
    [
      "12: refused PDF, then the abstract",
      [
        { at: time("09:00:00"), action: "denied" },
        { at: time("09:00:01"), action: "abstract" },
      ],
      [1, 0, 1, 0],
    ],
    [
      "13: Googlebot, and no user agent",
      [
        {
          at: time("09:00:00"),
          ip: "192.0.2.7",
          userAgent: "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        },
        { at: time("10:00:00"), ip: "192.0.2.7", userAgent: "" },
      ],
      [0, 0, 0, 0],
    ],
    ["14: a supplement", [{ at: time("09:00:00"), action: "supplement", part: "S1.pdf" }], [1, 0, 1, 0]],
  ])("%s", async (_, events, expected) => {
    const { id, doi } = await anArticle(db);
    await send(doi, events);
    expect(await figures(id)).toEqual(expected);
  });

  test("9: the kept click of a pair over the hour stands in the later hour, so a third in it is no new unique", async () => {
    const { id, doi } = await anArticle(db);
    await send(doi, [{ at: time("13:59:50") }, { at: time("14:00:05") }, { at: time("14:30:00") }]);
    expect(await figures(id)).toEqual([2, 2, 1, 1]);
  });

  test.each([
    ["by address and agent", { ip: "192.0.2.7", userAgent: BROWSER }],
    ["in a logged session", { session: "night owl" }],
  ])("10: a pair over the end of a month counts in the new month alone, %s", async (_, who) => {
    const { id, doi } = await anArticle(db);
    await send(doi, [
      { at: "2026-01-31T23:59:50Z", ...who },
      { at: "2026-02-01T00:00:05Z", ...who },
    ]);
    expect(await figures(id, "2026-01-01", "2026-01-31")).toEqual([0, 0, 0, 0]);
    expect(await figures(id, "2026-02-01", "2026-02-28")).toEqual([1, 1, 1, 1]);
  });

  test("10: also when the earlier day was counted before the later click came", async () => {
    const { id, doi } = await anArticle(db);
    await send(doi, [{ at: "2026-01-31T23:59:50Z" }]);
    expect(await figures(id, "2026-01-01", "2026-01-31")).toEqual([1, 1, 1, 1]);
    await send(doi, [{ at: "2026-02-01T00:00:20Z" }]);
    expect(await figures(id, "2026-01-01", "2026-01-31")).toEqual([0, 0, 0, 0]);
    expect(await figures(id, "2026-02-01", "2026-02-28")).toEqual([1, 1, 1, 1]);
  });

  test("10: 30 s over midnight is one, 31 s are two", async () => {
    const { id, doi } = await anArticle(db);
    await send(doi, [{ at: time("23:59:59") }, { at: "2026-01-06T00:00:29Z" }]);
    expect(await figures(id)).toEqual([1, 1, 1, 1]);
    const other = await anArticle(db);
    await send(other.doi, [{ at: time("23:59:59") }, { at: "2026-01-06T00:00:30Z" }]);
    expect(await figures(other.id)).toEqual([2, 2, 2, 2]);
  });

  test("12: the refusal is one No_License, or one Limit_Exceeded, and its double click none", async () => {
    const { id, doi } = await anArticle(db);
    await send(doi, [
      { at: time("09:00:00"), action: "denied" },
      { at: time("09:00:10"), action: "denied" },
      { at: time("11:00:00"), action: "denied", reason: "limit_exceeded" },
    ]);
    await countDirty(db);
    expect(await rowsOf(id)).toMatchObject([{ noLicense: 1, limitExceeded: 1, totalItemInvestigations: 0 }]);
  });

  test("13: robots are kept, each in its lane", async () => {
    const { id, doi } = await anArticle(db);
    await send(doi, [
      { at: time("09:00:00"), ip: "192.0.2.7", userAgent: "Mozilla/5.0 (compatible; Googlebot/2.1)" },
      {
        at: time("09:00:00"),
        ip: "192.0.2.7",
        userAgent: "Mozilla/5.0 AppleWebKit/537.36 (compatible; GPTBot/1.2; +https://openai.com/gptbot)",
      },
    ]);
    await countDirty(db);
    const lanes = (await rowsOf(id)).map(({ lane, pdfDownloads }) => `${lane}${pdfDownloads}`);
    expect(lanes.sort()).toEqual(["a1", "c1"]);
  });

  test("15: a contents page is no item: there is no action to record it by", async () => {
    const response = await fetch(`${site}/api/usage`, {
      method: "POST",
      body: JSON.stringify({ url: "/2077-0383/2/4", action: "abstract" }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ field: "url" });
  });

  test("16: an article that turns Open on the 15th keeps what was Controlled", async () => {
    const { id, doi } = await anArticle(db, {
      accessTypes: [
        { since: "2020-01-01", accessType: "Controlled" },
        { since: "2026-01-15", accessType: "Open" },
      ],
    });
    await send(doi, [{ at: "2026-01-14T09:00:00Z" }, { at: "2026-01-16T09:00:00Z" }]);
    await countDirty(db);
    const rows = (await rowsOf(id)).map((row) => [
      row.day,
      row.accessType,
      row.totalItemInvestigations,
      row.uniqueItemRequests,
    ]);
    expect(rows.sort()).toEqual([
      ["2026-01-14", "c", 1, 1],
      ["2026-01-16", "o", 1, 1],
    ]);
  });

  test("18: what an approved miner's key downloads is Access_Method TDM, whatever its user agent", async () => {
    const { id, doi } = await anArticle(db);
    await send(doi, [{ at: time("09:00:00"), ip: "192.0.2.7", userAgent: "python-requests/2.32" }], tdmKey);
    await countDirty(db);
    expect(await rowsOf(id)).toMatchObject([
      { lane: "r", accessMethod: "t", totalItemRequests: 1, uniqueItemRequests: 1 },
    ]);
  });

  test("searches are counted for the platform, all of them", async () => {
    const search = { action: "search", at: time("09:00:00"), ip: "192.0.2.7", userAgent: BROWSER };
    const response = await fetch(`${site}/api/usage`, {
      method: "POST",
      headers: { "x-api-key": key },
      body: JSON.stringify([search, search, search]),
    });
    expect(await response.json()).toEqual({ recorded: 3, dropped: [] });
    await countDirty(db);
    expect(await rowsOf(0)).toMatchObject([{ searchesPlatform: 3, totalItemInvestigations: 0 }]);
  });
});

test("a hundred readers: uniques of days are exact sums, whatever the interval", async () => {
  const { id, doi } = await anArticle(db);
  const events = Array.from({ length: 300 }, (_, i) => ({
    at: new Date(Date.UTC(2026, 4, 1 + (i % 9), i % 24, (i * 7) % 60)).toISOString(),
    ip: `198.51.100.${i % 100}`,
    userAgent: BROWSER,
    action: ["abstract", "fulltext", "pdf"][i % 3] ?? "pdf",
  }));
  await send(doi, events);
  await countDirty(db);
  const totals = await Promise.all(
    (["day", "week", "month", "year"] as const).map(
      async (interval) => (await articleUsage(db, id, { from: "2026-05-01", to: "2026-05-31", interval })).totals,
    ),
  );
  // An independent count: one session is an address and a clock hour.
  const sessions = new Set(events.map(({ at, ip }) => `${ip} ${at.slice(0, 13)}`));
  expect(totals[0]?.uniqueItemInvestigations).toBe(sessions.size);
  for (const total of totals) expect(total).toEqual(totals[0]);
});

test("a batch written twice under one id is there once", async () => {
  const { id } = await anArticle(db);
  const { EventLog } = await import("@/lib/collector/event-log");
  const log = new EventLog(db);
  const { eventOf, click } = await import("../fixtures/clicks");
  const batch = randomUUID();
  await log.write(batch, [eventOf(id, click(time("09:00:00")))]);
  await log.write(batch, [eventOf(id, click(time("09:00:00")))]);
  const [row] = await db.$client`select count(*)::int as events from usage_events where article_id = ${id}`;
  expect(row?.events).toBe(1);
});
