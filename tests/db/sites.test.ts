import { describe, expect, test } from "vitest";
import { readerScript } from "@/lib/collector/reader-script";
import { parseOrigin } from "@/lib/collector/sites";
import { putSite } from "@/lib/collector/sql/sites";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";
import { BROWSER, testFront } from "../fixtures/front";

const { db } = await testDatabase();
await putSite(db, "https://journal.example", "Journal");
const { site } = await testFront(db, { automationHeaders: ["signature-agent", "from"] });
const events = (id: number) => db.$client`
  select action, lane, lane_reason as reason, host from usage_events e left join referrers r on r.id = e.referrer
  where article_id = ${id} order by at`;
const send = (body: object, headers: Record<string, string>, method = "POST") =>
  fetch(`${site}/api/usage`, {
    method,
    headers: { "user-agent": BROWSER, ...headers },
    ...(method === "POST" ? { body: JSON.stringify(body) } : {}),
  });

describe("a page of another site", () => {
  const foreign = { "sec-fetch-site": "cross-site", "content-type": "text/plain;charset=UTF-8" };

  test("records when its origin is registered, and may read the answer", async () => {
    const { id, doi } = await anArticle(db);
    const response = await send(
      { doi, action: "fulltext", referrer: "https://journal.example/toc" },
      { ...foreign, origin: "https://journal.example" },
    );
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ recorded: 1, dropped: [] });
    expect(response.headers.get("access-control-allow-origin")).toBe("https://journal.example");
    expect(response.headers.get("vary")).toBe("Origin");
    await send(
      { doi, action: "fulltext", referrer: "https://www.search.example/?q=secret" },
      { ...foreign, origin: "https://journal.example" },
    );
    // Its own pages led nobody here; of another's, the host is kept and nothing more.
    expect(await events(id)).toEqual([
      { action: "f", lane: "r", reason: "r", host: null },
      { action: "f", lane: "r", reason: "r", host: "www.search.example" },
    ]);
  });

  test.each(["https://elsewhere.example", "http://journal.example", "https://journal.example:8443", "null"])(
    "records nothing from %s",
    async (origin) => {
      const { id, doi } = await anArticle(db);
      const response = await send({ doi, action: "pdf" }, { ...foreign, origin });
      expect(response.headers.get("usage-dropped")).toBe("foreign_site");
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
      expect(await events(id)).toEqual([]);
    },
  );

  test("may ask first, and is told the truth", async () => {
    const asked = { "access-control-request-method": "POST", "access-control-request-headers": "content-type" };
    const yes = await send({}, { origin: "https://journal.example", ...asked }, "OPTIONS");
    expect(yes.status).toBe(204);
    expect(yes.headers.get("access-control-allow-origin")).toBe("https://journal.example");
    expect(yes.headers.get("access-control-allow-headers")).toBe("content-type");
    const no = await send({}, { origin: "https://elsewhere.example", ...asked }, "OPTIONS");
    expect(no.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("records by a picture as well", async () => {
    const { id, doi } = await anArticle(db);
    for (const referer of ["https://journal.example/article/1", "https://elsewhere.example/"]) {
      await fetch(`${site}/api/usage/pixel.gif?doi=${doi}&action=abstract`, {
        headers: { "user-agent": BROWSER, referer, "sec-fetch-site": "cross-site" },
      });
    }
    expect(await events(id)).toHaveLength(1);
  });
});

test("an origin is what browsers send, and nothing with a path", () => {
  expect(
    ["https://Journal.Example", "journal.example", "https://journal.example:443/", "http://localhost:8080"].map(
      parseOrigin,
    ),
  ).toEqual(["https://journal.example", "https://journal.example", "https://journal.example", "http://localhost:8080"]);
  expect(["https://journal.example/path", "ftp://journal.example", "", "https://"].map(parseOrigin)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test("a sender who says that it is a program is believed", async () => {
  const { id, doi } = await anArticle(db);
  await send({ doi, action: "pdf" }, { "signature-agent": '"https://agent.example"' });
  await send({ doi, action: "pdf" }, { from: "crawler@agent.example" });
  await send({ doi, action: "pdf", automated: true }, {});
  await send({ doi, action: "pdf", automated: false }, {});
  const lanes = await events(id);
  expect(lanes.map(({ lane, reason }) => `${lane}${reason}`)).toEqual(["ch", "ch", "ch", "rr"]);
});

test("a reader who asks not to be counted is left out where the site follows that, and counted where it does not", async () => {
  const { id, doi } = await anArticle(db);
  const { site: following } = await testFront(db, { dropsOptedOut: true });
  for (const at of [site, following])
    for (const signal of ["dnt", "sec-gpc"]) {
      const response = await fetch(`${at}/api/usage`, {
        method: "POST",
        headers: { "user-agent": BROWSER, [signal]: "1" },
        body: JSON.stringify({ doi, action: "pdf" }),
      });
      expect(response.headers.get("usage-dropped")).toBe(at === following ? "opted_out" : null);
    }
  expect(await events(id)).toHaveLength(2);
});

describe("/reader.js", () => {
  test("is small, kept by browsers, and asked after by its ETag", async () => {
    const { plain, gzipped } = await readerScript();
    expect(gzipped.length).toBeLessThanOrEqual(1_500);
    const response = await fetch(`${site}/reader.js`);
    expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(response.headers.get("content-encoding")).toBe("gzip");
    expect(await response.text()).toBe(plain.toString());
    const etag = response.headers.get("etag") ?? "";
    expect((await fetch(`${site}/reader.js`, { headers: { "if-none-match": etag } })).status).toBe(304);
    expect((await fetch(`${site}/reader.js`, { method: "POST" })).status).toBe(405);
    expect(plain.toString()).not.toMatch(/cookie|localStorage|sessionStorage/);
  });
});
