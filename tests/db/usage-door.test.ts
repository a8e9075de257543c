import { describe, expect, test } from "vitest";
import { makeKey } from "@/lib/collector/api-key";
import { revokeKey } from "@/lib/collector/queries";
import { usageEvents } from "@/lib/db/schema/usage";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";
import { BROWSER, testFront } from "../fixtures/front";

const { db } = await testDatabase();
const { site } = await testFront(db);
const { site: behindProxy } = await testFront(db, { trustedProxies: 1 });

const post = (body: unknown, headers: Record<string, string> = {}, at = site) =>
  fetch(`${at}/api/usage`, {
    method: "POST",
    headers: { "user-agent": BROWSER, ...headers },
    body: typeof body === "string" || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
  });
const eventsOf = async (id: number) =>
  (await db.select().from(usageEvents)).filter(({ articleId }) => articleId === id);

describe("POST /api/usage", () => {
  test("records one event and answers as documented", async () => {
    const { id, doi } = await anArticle(db);
    const response = await post({ doi, action: "pdf" });
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ recorded: 1, dropped: [] });
    expect(await eventsOf(id)).toMatchObject([
      { action: "p", lane: "r", accessType: "o", accessMethod: "r", namedSession: false },
    ]);
  });

  test("takes a DOI in any dress, or the article's address", async () => {
    const { id, doi } = await anArticle(db, {
      volume: "2",
      issue: "4",
      firstPage: "302",
      doi: "10.5555/Mixed.Case(1)",
    });
    for (const dress of [doi.toUpperCase(), `https://doi.org/${doi}`, `doi:${doi}`, ` ${doi} `]) {
      expect((await post({ doi: dress, action: "abstract" })).status, dress).toBe(202);
    }
    for (const url of ["/2077-0383/2/4/302/pdf?download=1", "https://journal.example/2077-0383/2/4/302"]) {
      expect((await post({ url, action: "pdf" })).status, url).toBe(202);
    }
    expect(await eventsOf(id)).toHaveLength(6);
  });

  test("takes an array, and NDJSON", async () => {
    const { id, doi } = await anArticle(db);
    expect(
      await (
        await post([
          { doi, action: "pdf" },
          { doi, action: "abstract" },
        ])
      ).json(),
    ).toEqual({ recorded: 2, dropped: [] });
    const lines = `${JSON.stringify({ doi, action: "pdf" })}\n\n${JSON.stringify({ doi, action: "xml" })}\n`;
    const response = await post(lines, { "content-type": "application/x-ndjson" });
    expect(await response.json()).toEqual({ recorded: 2, dropped: [] });
    expect(await eventsOf(id)).toHaveLength(4);
  });

  test("records the good ones of a batch and names the others by index and field", async () => {
    const { id, doi } = await anArticle(db);
    const response = await post([
      { doi, action: "pdf" },
      { doi, action: "glance" },
      { doi: "10.5555/nowhere", action: "pdf" },
      7,
    ]);
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({
      recorded: 1,
      rejected: [
        { index: 1, field: "action" },
        { index: 2, field: "doi", reason: "unknown-article" },
        { index: 3, field: "body" },
      ],
    });
    expect(await eventsOf(id)).toHaveLength(1);
  });

  test.each<[string, unknown, number, string]>([
    ["no JSON", "{", 400, "body"],
    ["an empty body", "", 400, "body"],
    ["an empty array", [], 400, "body"],
    ["a number", 7, 400, "body"],
    ["null", "null", 400, "body"],
    ["not UTF-8", new Uint8Array([0xff, 0xfe, 0x22]), 400, "body"],
    ["no DOI", { action: "pdf" }, 400, "doi"],
    ["a DOI that is none", { doi: "hello", action: "pdf" }, 400, "doi"],
    ["a DOI of the wrong type", { doi: 7, action: "pdf" }, 400, "doi"],
    ["a DOI with a NUL byte", { doi: "10.5555/a\0b", action: "pdf" }, 400, "doi"],
    ["an unknown DOI", { doi: "10.5555/nowhere", action: "pdf" }, 404, "doi"],
    ["no action", { doi: "10.5555/x" }, 400, "action"],
    ["an unknown action", { doi: "10.5555/x", action: "read" }, 400, "action"],
    ["an unknown field", { doi: "10.5555/x", action: "pdf", colour: "red" }, 400, "colour"],
    ["an address of nothing", { url: "/elsewhere", action: "pdf" }, 400, "url"],
    ["a search of an article", { doi: "10.5555/x", action: "search" }, 400, "doi"],
    ["a search of an address", { url: "/2077-0383/2/4/302", action: "search" }, 400, "url"],
    ["a time without a key", { doi: "10.5555/x", action: "pdf", at: "2026-01-05T09:00:00Z" }, 401, "at"],
    ["an address without a key", { doi: "10.5555/x", action: "pdf", ip: "192.0.2.1" }, 401, "ip"],
    ["a session without a key", { doi: "10.5555/x", action: "pdf", session: "s" }, 401, "session"],
    ["a user agent without a key", { doi: "10.5555/x", action: "pdf", userAgent: "x" }, 401, "userAgent"],
  ])("refuses %s and names the field", async (_, body, status, field) => {
    const response = await post(body);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect([response.status, (await response.json()).field]).toEqual([status, field]);
  });

  test.each([
    ["a time without a zone", { at: "2026-01-05T09:00:00" }, "at"],
    ["a day that is none", { at: "2026-02-30T09:00:00Z" }, "at"],
    ["the future", { at: "2999-01-01T00:00:00Z" }, "at"],
    ["before 1990", { at: "1970-01-01T00:00:00Z" }, "at"],
    ["an address that is none", { ip: "300.1.1.1" }, "ip"],
    ["an empty session", { session: "" }, "session"],
    ["a reason of nothing", { reason: "no_license" }, "reason"],
  ])("refuses %s even with a key", async (_, more, field) => {
    const { doi } = await anArticle(db);
    const { key } = await makeKey(db, "t", ["record"]);
    const response = await post({ doi, action: "pdf", ...more }, { authorization: `Bearer ${key}` });
    expect([response.status, (await response.json()).field]).toEqual([400, field]);
  });

  test("refuses a key that is unknown or revoked", async () => {
    const { doi } = await anArticle(db);
    expect((await post({ doi, action: "pdf" }, { authorization: "Bearer ff_wrong" })).status).toBe(401);
    const { id, key } = await makeKey(db, "short-lived", ["record"]);
    await revokeKey(db, id);
    expect((await post({ doi, action: "pdf" }, { "x-api-key": key })).status).toBe(401);
  });

  test("refuses more than it takes, and goes on answering", async () => {
    const { doi } = await anArticle(db);
    const much = `[${" ".repeat(6 * 1024 * 1024)}]`;
    const refused = await post(much).catch(() => undefined);
    expect(refused?.status ?? 413).toBe(413);
    const many = Array.from({ length: 10_001 }, () => ({ doi, action: "pdf" }));
    expect((await post(many)).status).toBe(413);
    expect((await post({ doi, action: "pdf" })).status).toBe(202);
  });

  test("other methods are told which one records", async () => {
    const response = await fetch(`${site}/api/usage`);
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toContain("POST");
  });

  test("drops what a browser fetched ahead, and says so", async () => {
    const { id, doi } = await anArticle(db);
    const response = await post({ doi, action: "abstract" }, { "sec-purpose": "prefetch;prerender" });
    expect(response.status).toBe(202);
    expect(response.headers.get("usage-dropped")).toBe("prefetch");
    expect(await response.json()).toEqual({ recorded: 0, dropped: [{ index: 0, reason: "prefetch" }] });
    expect(await eventsOf(id)).toEqual([]);
  });

  test("drops what another site's page sends without a key", async () => {
    const { id, doi } = await anArticle(db);
    const response = await post({ doi, action: "abstract" }, { origin: "https://elsewhere.example" });
    expect(response.headers.get("usage-dropped")).toBe("foreign_site");
    expect(await eventsOf(id)).toEqual([]);
  });

  test.each([
    ["Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "c", "crawler"],
    [
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
      "a",
      "agent",
    ],
    ["curl/8.5.0", "c", "crawler"],
    [BROWSER, "r", "reader"],
  ])("places %s", async (userAgent, code, lane) => {
    const { id, doi } = await anArticle(db);
    const response = await post({ doi, action: "pdf" }, { "user-agent": userAgent });
    expect(response.headers.get("usage-lane")).toBe(lane);
    expect(await eventsOf(id)).toMatchObject([{ lane: code }]);
  });
});

describe("visitors", () => {
  test("are one by address and user agent, believed from our own proxies only", async () => {
    const { id, doi } = await anArticle(db);
    const from = (chain: string, at: string) => post({ doi, action: "pdf" }, { "x-forwarded-for": chain }, at);
    await from("198.51.100.1", site);
    await from("198.51.100.2", site);
    await from("198.51.100.1", behindProxy);
    await from("203.0.113.9, 198.51.100.1", behindProxy);
    await from("198.51.100.2", behindProxy);
    const events = await eventsOf(id);
    const visitors = events.map(({ visitor }) => visitor);
    // Without a trusted proxy all come from the loopback address; behind one, its last entry is who they are.
    expect(new Set(visitors).size).toBe(3);
    expect(visitors[0]).toBe(visitors[1]);
    expect(visitors[2]).toBe(visitors[3]);
    const networks = events.map(({ network }) => network);
    expect(networks[0]).not.toBe(networks[2]);
    expect(networks[2]).toBe(networks[4]);
    expect(networks).not.toContain(0);
  });

  test("leave no address behind, anywhere in the database", async () => {
    const { doi } = await anArticle(db);
    const { key } = await makeKey(db, "t", ["record"]);
    const address = "198.51.100.213";
    await post({ doi, action: "pdf", ip: address, userAgent: "Remarkable/7.7" }, { authorization: `Bearer ${key}` });
    await post({ doi, action: "pdf" }, { "x-forwarded-for": address }, behindProxy);
    const tables = await db.$client<{ name: string }[]>`
      select c.oid::regclass::text as name from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`;
    for (const { name } of tables) {
      const [row] = await db.$client.unsafe(
        `select count(*) filter (where t::text like '%${address}%')::int as addresses,
          count(*) filter (where t::text like '%Remarkable%')::int as agents from ${name} t`,
      );
      expect(row?.addresses, name).toBe(0);
      // Of user agents only the dictionary knows, and nothing in it says who had one.
      expect(row?.agents, name).toBe(name === "user_agents" ? 1 : 0);
    }
  });
});

describe("GET /api/usage/pixel.gif", () => {
  test("records a view for readers without scripts", async () => {
    const { id, doi } = await anArticle(db);
    const response = await fetch(`${site}/api/usage/pixel.gif?doi=${encodeURIComponent(doi)}&action=abstract`, {
      headers: { "user-agent": BROWSER },
    });
    expect([response.status, response.headers.get("content-type"), response.headers.get("cache-control")]).toEqual([
      200,
      "image/gif",
      "no-store",
    ]);
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 6)
        .toString(),
    ).toBe("GIF89a");
    expect(await eventsOf(id)).toMatchObject([{ action: "a" }]);
  });

  test("not on HEAD or prefetch, and a fault is a picture all the same", async () => {
    const { id, doi } = await anArticle(db);
    const address = `${site}/api/usage/pixel.gif?doi=${encodeURIComponent(doi)}&action=abstract`;
    await fetch(address, { method: "HEAD" });
    await fetch(address, { headers: { purpose: "prefetch", "user-agent": BROWSER } });
    const wrong = await fetch(`${site}/api/usage/pixel.gif?doi=x&action=abstract`);
    expect([wrong.status, wrong.headers.get("content-type")]).toEqual([400, "image/gif"]);
    expect(await eventsOf(id)).toEqual([]);
  });
});
