import { createServer } from "node:http";
import { expectSound } from "./faults";
import { expectSoon, ownJournal, textAt } from "./own-journal";
import { expect, site, test } from "./reading";

const { doi: DOI, path: PATH, set, sql } = ownJournal({ issn: "2077-0413", doi: "10.5555/elsewhere.1" });

test("badge and chart are there while the journal shows them, are kept, and count nothing", async ({
  browser,
  request,
}) => {
  test.setTimeout(300_000);
  const badge = `${site()}/badge/${DOI}.svg`;
  const embed = `${site()}/embed/${DOI}`;
  const oembed = `${site()}/oembed?url=${encodeURIComponent(site() + PATH)}`;
  for (const url of [badge, embed, oembed, badge.replace(DOI, "10.5555/none")])
    expect((await request.get(url)).status(), url).toBe(404);
  expect(await (await request.get(badge)).text()).toContain("<svg");
  expect(await textAt(request, PATH)).not.toContain("json+oembed");
  await set({ badges: true, embeds: true });
  const shown = await request.get(badge);
  const headers = shown.headers();
  expect([shown.status(), headers["content-type"]]).toEqual([200, "image/svg+xml; charset=utf-8"]);
  expect(headers["cache-control"]).toBe("public, max-age=60");
  expect(headers["set-cookie"]).toBeUndefined();
  expect(await shown.text()).toMatch(/1\.2k views.*/s);
  expect(await shown.text()).toContain("1,234 views and downloads, counted through");
  expect(await (await request.get(`${badge}?measure=downloads&theme=dark`)).text()).toContain("234 downloads");
  for (const wrong of ["theme=pink", "measure=moon", "x=1", "theme=dark&theme=dark"])
    expect((await request.get(`${badge}?${wrong}`)).status(), wrong).toBe(400);
  expect((await request.get(badge, { headers: { "if-none-match": headers.etag ?? "" } })).status()).toBe(304);

  const framed = await request.get(embed);
  expect(framed.headers()["content-security-policy"]).toContain("frame-ancestors *");
  expect(framed.headers()["x-frame-options"]).toBeUndefined();
  expect(framed.headers()["x-robots-tag"]).toBe("noindex");
  expect(framed.headers()["set-cookie"]).toBeUndefined();
  for (const path of ["/", PATH, `${PATH}/metrics`, "/sign-in"])
    expect((await request.get(site() + path)).headers()["x-frame-options"], path).toBe("SAMEORIGIN");

  const answer = await (await request.get(oembed)).json();
  expect(answer).toMatchObject({ version: "1.0", type: "rich", width: 640 });
  expect(answer.html).toContain(`/embed/${DOI}`);
  expect(await (await request.get(`${oembed}&maxwidth=300&maxheight=200`)).json()).toMatchObject({
    width: 300,
    height: 200,
  });
  expect((await request.get(`${oembed}&format=xml`)).status()).toBe(501);
  expect((await request.get(`${site()}/oembed?url=nothing`)).status()).toBe(400);
  expect((await request.get(`${site()}/oembed?url=https%3A%2F%2Felsewhere.example%2F1`)).status()).toBe(404);
  await expectSoon(request, PATH).toContain("application/json+oembed");

  // A page of another site, without scripts, in both themes. It is served from here, as browsers keep pages of the net from reaching a machine's own.
  const elsewhere = createServer((_, reply) =>
    reply.setHeader("content-type", "text/html").end(`<title>e</title><img src="${badge}" alt="b">${answer.html}`),
  );
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  const at = elsewhere.address();
  const host = `http://127.0.0.1:${at !== null && typeof at === "object" ? at.port : 0}/`;
  const accesses = async () =>
    (
      await sql()<{ n: number }[]>`
        select count(*)::int as n from usage_events e join articles a on a.id = e.article_id where a.doi = ${DOI}`
    )[0]?.n;
  const before = await accesses();
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({
      colorScheme,
      javaScriptEnabled: colorScheme === "dark",
      viewport: { width: 390, height: 800 },
    });
    const page = await context.newPage();
    const cookies = await context.cookies();
    await page.goto(host);
    const frame = page.frameLocator("iframe");
    await expect(frame.getByRole("heading", { name: 'On settings & "quotes"' })).toBeVisible();
    await expect(
      frame.getByRole("img", { name: /700 Abstract views, 300 Full-text views, 234 PDF downloads/ }),
    ).toBeVisible();
    await frame.getByText("As a table").click();
    await expect(frame.getByRole("row").last().getByRole("cell")).toHaveText(["700", "300", "234"]);
    expect(await context.cookies()).toEqual(cookies);
    await page.goto(embed);
    if (colorScheme === "dark") await expectSound(page, "the chart for other sites");
    await context.close();
  }
  expect(await accesses()).toBe(before);
  await new Promise((resolve) => elsewhere.close(resolve));
  await expectSoon(request, `${PATH}/metrics`).toContain("Badge, as Markdown");
  await set({ badges: false });
  await expect.poll(async () => (await request.get(badge)).status(), { timeout: 10_000 }).toBe(404);
});
