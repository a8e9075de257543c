import type { APIRequestContext } from "playwright/test";
import { connect, type Db } from "@/lib/db/connection";
import { findEmbedded } from "@/lib/db/embedded/server";
import { CENTRE, expect, site, test } from "./reading";

let db: Db;
test.beforeAll(async () => {
  const to = await findEmbedded(process.env.FOOTFALL_DATA ?? "");
  if (!to) throw new Error("no database");
  db = connect(to, 1, "test");
});
test.afterAll(() => db.$client.end());

const textAt = async (request: APIRequestContext, path: string) => (await request.get(`${site()}${path}`)).text();

/** The page at a path, asked for again and again as by many readers, until it says so; the bound is what is promised. */
const expectSoon = (request: APIRequestContext, path: string) =>
  expect.poll(() => textAt(request, path), { timeout: 10_000, intervals: [100] });

test("a correction, a special issue taken away and a reading are on the page within ten seconds", async ({
  request,
}) => {
  const [article] = await db.$client<{ id: number; path: string; title: string; special: number }[]>`
    select a.id, a.title, a.special_issue_id as special, '/2077-0383/' || a.volume || '/' || a.issue || '/' || a.first_page as path
    from articles a join journals j on j.id = a.journal_id
    where j.issn = '2077-0383' and a.special_issue_id is not null and a.doi <> ${CENTRE.doi} order by a.id desc limit 1`;
  if (!article) throw new Error("no article");
  const { id, path, title, special } = article;
  const inSpecialIssue = "Next Article in Special Issue";
  const contents = path.split("/").slice(0, 4).join("/");
  for (const at of [path, `${path}/htm`, contents]) await expectSoon(request, at).toContain(title.slice(0, 20));
  expect(await textAt(request, path)).toContain(inSpecialIssue);
  try {
    await db.$client`update articles set title = 'Corrected while it is read', title_markup = null where id = ${id}`;
    for (const at of [path, `${path}/htm`, contents])
      await expectSoon(request, at).toContain("Corrected while it is read");
    await db.$client`update articles set special_issue_id = null where id = ${id}`;
    await expectSoon(request, path).not.toContain(inSpecialIssue);
  } finally {
    await db.$client`update articles set title = ${title}, special_issue_id = ${special} where id = ${id}`;
  }
  const countedThrough = async () =>
    /data-testid="counted-through"[^>]*dateTime="([^"]+)"|dateTime="([^"]+)"[^>]*data-testid="counted-through"/
      .exec(await textAt(request, path))
      ?.slice(1)
      .find(Boolean) ?? "";
  const now = new Date().toISOString();
  await expect.poll(countedThrough, { timeout: 10_000, intervals: [100] }).toMatch(/^2/);
  await expect.poll(async () => (await countedThrough()) > now, { timeout: 10_000, intervals: [100] }).toBe(true);
});

test("a reader's browser keeps a page and asks whether it is still good", async ({ request }) => {
  const path = "/how-we-count";
  const first = await request.get(`${site()}${path}`);
  const { etag = "", "cache-control": control, vary } = first.headers();
  expect(control).toBe("no-cache");
  expect(vary?.split(", ")).toEqual(expect.arrayContaining(["rsc", "Accept", "Accept-Encoding"]));
  const again = await request.get(`${site()}${path}`, { headers: { "if-none-match": etag } });
  expect(again.status()).toBe(304);
});

test("what is a reader's own, and what is asked for by itself, is kept by nobody", async ({ request }) => {
  const { path } = CENTRE;
  for (const [address, headers] of [
    ["/was-i-counted", {}],
    ["/search?q=stem", {}],
    ["/2077-0383/alert", {}],
    [`/alert/confirm/${"a".repeat(43)}`, {}],
    [`${path}?interval=month`, {}],
    [path, { cookie: "other=1; footfall.session_token=somebody" }],
    [path, { "cache-control": "no-cache" }],
    ["/2077-0383/9/9/999", {}],
  ] as const) {
    const response = await request.get(`${site()}${address}`, { headers });
    expect(response.headers()["cache-control"], address).toContain("no-store");
    expect(response.headers().etag, address).toBeUndefined();
  }
});

test("a page for everybody knows nothing of who first asked for it", async ({ request }) => {
  const path = "/2077-0383/2/4/302/metrics";
  const said = await request.get(`${site()}${path}`, {
    headers: {
      host: "elsewhere.example",
      "x-forwarded-host": "elsewhere.example",
      "x-forwarded-for": "192.0.2.77",
      referer: "https://elsewhere.example/",
      "user-agent": "elsewhere",
      "accept-language": "elsewhere",
    },
  });
  expect(said.headers()["cache-control"]).toBe("no-cache");
  const all = `${await said.text()} ${JSON.stringify(said.headers())}`;
  expect(all).not.toContain("elsewhere");
  expect(all).not.toContain("192.0.2.77");
});

test("a notice of something that did not work marks the page as one that is not kept", async ({ request }) => {
  expect(await textAt(request, `${CENTRE.path}?interval=fortnight`)).toContain("data-fault");
  expect(await textAt(request, CENTRE.path)).not.toContain("data-fault");
});

test("reading an article has nothing rendered ahead that nobody asked for", async ({ page }) => {
  const ahead: string[] = [];
  page.on("request", (request) => {
    if (request.headers().rsc !== undefined) ahead.push(request.url());
  });
  await page.goto(CENTRE.path, { waitUntil: "networkidle" });
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await page.waitForLoadState("networkidle");
  expect(ahead).toEqual([]);
  await page.getByRole("link", { name: "How we count", exact: true }).first().click();
  await expect(page).toHaveURL(/how-we-count/);
});
