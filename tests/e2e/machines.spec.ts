import { added, CENTRE, expect, gotoNow, READER, site, test, usageOf } from "./reading";

const FORMATS = {
  "application/x-bibtex": "@article{jcm2040302,",
  "application/x-research-info-systems": "TY  - JOUR",
  "application/vnd.citationstyles.csl+json": '"DOI": "10.3390/jcm2040302"',
  "application/ld+json": '"@type": "ScholarlyArticle"',
};

/** Runs in the browser, whose parser is nobody's friend: the root's name, or what is wrong. */
const parsedXml = (text: string) => {
  const parsed = new DOMParser().parseFromString(text, "application/xml");
  const names = (name: string) => parsed.getElementsByTagName(name).length;
  return {
    root: parsed.querySelector("parsererror")?.textContent ?? parsed.documentElement.nodeName,
    items: names("item") + names("entry"),
    dois: names("prism:doi"),
    places: [...parsed.getElementsByTagName("loc")].map((place) => place.textContent ?? ""),
    changed: [...parsed.getElementsByTagName("lastmod")].map((changed) => changed.textContent ?? ""),
  };
};

test.describe("an article, for machines", () => {
  test("has Highwire's tags, Dublin Core and a canonical address", async ({ page }) => {
    await page.goto(CENTRE.path);
    const content = (name: string) =>
      page.locator(`head meta[name="${name}"]`).evaluateAll((tags) => tags.map((tag) => tag.getAttribute("content")));
    expect(await content("citation_doi")).toEqual([CENTRE.doi]);
    expect(await content("citation_author")).toHaveLength(4);
    expect(await content("citation_publication_date")).toEqual(["2013/12/17"]);
    expect(await content("DC.Creator")).toHaveLength(4);
    const [pdf = ""] = await content("citation_pdf_url");
    expect((await page.request.head(pdf ?? "")).headers()["content-type"]).toBe("application/pdf");
    const canonical = await page.locator('head link[rel="canonical"]').getAttribute("href");
    expect(new URL(canonical ?? "").pathname).toBe(CENTRE.path);
    await page.goto(`${CENTRE.path}/metrics`);
    expect(await content("citation_doi")).toEqual([]);
  });

  test("says its usage as schema.org, with dates, and as the API does", async ({ page, request }) => {
    const before = await usageOf(request, CENTRE.doi);
    await gotoNow(page, CENTRE.path);
    const json = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "");
    expect(json).toMatchObject({ "@type": "ScholarlyArticle", pageStart: "302", isAccessibleForFree: true });
    const usage = await usageOf(request, CENTRE.doi);
    const counts = json.interactionStatistic.map(
      (counter: {
        interactionType: { "@type": string };
        userInteractionCount: number;
        startTime: string;
        endTime: string;
      }) => {
        expect(counter.startTime).toBe(usage.recordedSince);
        expect(Date.parse(counter.endTime)).toBeLessThanOrEqual(Date.parse(usage.countedThrough));
        return [counter.interactionType["@type"], counter.userInteractionCount];
      },
    );
    expect(counts.map(([name]: [string]) => name)).toEqual(["ViewAction", "ReadAction", "DownloadAction"]);
    // What others read meanwhile is counted between the two questions.
    for (const [i, measure] of (["abstractViews", "fullTextViews", "pdfDownloads"] as const).entries()) {
      expect(counts[i][1]).toBeGreaterThanOrEqual(before.totals[measure]);
      expect(counts[i][1]).toBeLessThanOrEqual(usage.totals[measure]);
    }
  });

  test("has typed links in its header, all of which lead somewhere, and in a linkset", async ({ request }) => {
    const response = await request.head(CENTRE.path);
    const links = [...(response.headers().link ?? "").matchAll(/<([^>]+)>; rel="([^"]+)"(?:; type="([^"]+)")?/g)];
    const rels = links.map(([, , rel]) => rel);
    expect(rels).toEqual(expect.arrayContaining(["cite-as", "type", "license", "item", "describedby", "linkset"]));
    expect(links[0]?.slice(1, 3)).toEqual([`https://doi.org/${CENTRE.doi}`, "cite-as"]);
    for (const [, href = "", , type] of links) {
      if (new URL(href).origin !== new URL(site()).origin) continue;
      const target = await request.get(href);
      expect(target.status(), href).toBe(200);
      if (type) expect(target.headers()["content-type"]?.split(";")[0]).toBe(type);
    }
    for (const [path, link] of [
      ["pdf", `<${CENTRE.path}>; rel="collection"; type="text/html"`],
      ["htm", `<${CENTRE.path}>; rel="collection"; type="text/html"`],
      ["export/ris", `<${CENTRE.path}>; rel="describes"; type="text/html"`],
    ])
      expect((await request.head(`${CENTRE.path}/${path}`)).headers().link, path).toContain(link);
    const { linkset } = await (await request.get(`${CENTRE.path}/linkset`)).json();
    expect(new URL(linkset[0].anchor).pathname).toBe(CENTRE.path);
  });

  for (const [type, part] of Object.entries(FORMATS)) {
    test(`answers ${type} at its own address`, async ({ request }) => {
      const response = await request.get(CENTRE.path, { headers: { accept: type } });
      expect(response.status()).toBe(200);
      expect(response.headers()["content-type"]).toBe(`${type}; charset=utf-8`);
      expect(response.headers().vary?.split(/, */)).toContain("Accept");
      expect(await response.text()).toContain(part);
    });
  }

  test("says its usage with dates in every place it is said", async ({ request }) => {
    for (const [path, accept] of [
      [CENTRE.path, "application/ld+json"],
      [`${CENTRE.path}/export/json-ld`, "*/*"],
    ] as const) {
      const { interactionStatistic } = await (await request.get(path, { headers: { accept } })).json();
      expect(interactionStatistic).toHaveLength(3);
      expect(interactionStatistic[0]).toMatchObject({ startTime: expect.any(String), endTime: expect.any(String) });
    }
  });

  test("answers anything else with the page", async ({ request }) => {
    for (const accept of ["*/*", "text/html", "image/png"]) {
      const response = await request.get(CENTRE.path, { headers: { accept } });
      expect(response.headers()["content-type"]).toContain("text/html");
    }
  });
});

test.describe("the site, for machines", () => {
  test("says what crawlers may read, and where everything is", async ({ page, request }) => {
    await page.goto("/");
    const robots = await (await request.get("/robots.txt")).text();
    expect(robots).toContain("Disallow: /*/export/");
    const sitemap = /^Sitemap: (.+)$/m.exec(robots)?.[1] ?? "";
    const index = await page.evaluate(parsedXml, await (await request.get(sitemap)).text());
    expect(index.root).toBe("sitemapindex");
    const map = await page.evaluate(
      parsedXml,
      await (await request.get(index.places.find((place) => place.includes("2077-0383")) ?? "")).text(),
    );
    expect(map.root).toBe("urlset");
    const paths = map.places.map((place) => new URL(place).pathname);
    expect(paths).toContain(CENTRE.path);
    // W3C's form of an instant, for the map and for every article in it; pages that are made of many say nothing.
    for (const changed of [...index.changed, ...map.changed]) expect(new Date(changed).toISOString()).toBe(changed);
    expect(index.changed).toHaveLength(index.places.length);
    expect(map.changed.length).toBeGreaterThan(40);
    expect(paths).toContain("/2077-0383/special_issues/frontiers-in-stem-cell-treatments");
    for (const path of paths.filter((_, i) => i % 9 === 0)) expect((await request.head(path)).status(), path).toBe(200);
    for (const path of ["/sitemaps/2077-0383/2", "/sitemaps/2077-0383/x", "/sitemaps/1234-5678/1"])
      expect((await request.get(path)).status()).toBe(404);
  });

  for (const page of ["/2077-0383", "/2077-0383/special_issues/frontiers-in-stem-cell-treatments"]) {
    test(`${page} has feeds that parse, are found, and are not sent again`, async ({ page: tab, request }) => {
      await tab.goto(page);
      const found = await tab
        .locator('head link[rel="alternate"]')
        .evaluateAll((links) =>
          links.map((link) => [link.getAttribute("type") ?? "", link.getAttribute("href") ?? ""]),
        );
      expect(found.map(([type]) => type)).toEqual([
        "application/rdf+xml",
        "application/rss+xml",
        "application/atom+xml",
      ]);
      for (const [i, [type = "", href = ""]] of found.entries()) {
        const { pathname } = new URL(href);
        const response = await request.get(pathname);
        expect(response.headers()["content-type"]).toBe(`${type}; charset=utf-8`);
        const { root, items, dois } = await tab.evaluate(parsedXml, await response.text());
        expect(root).toBe(["rdf:RDF", "rss", "feed"][i]);
        expect(items).toBeGreaterThan(1);
        if (i === 0) expect(dois).toBe(items);
        const again = await request.get(pathname, { headers: { "if-none-match": response.headers().etag ?? "" } });
        expect(again.status()).toBe(304);
      }
      expect((await request.get(`${page}/feed/word`)).status()).toBe(404);
    });
  }

  test("a special issue is a page of its articles, and looking at lists and feeds counts nothing", async ({
    browser,
    request,
  }) => {
    const context = await browser.newContext({ userAgent: `${READER} of lists`, baseURL: site() });
    const page = await context.newPage();
    const more = await added(request, CENTRE.doi, async () => {
      await page.goto(CENTRE.path);
      await page.waitForResponse(/\/api\/usage$/);
      await page.getByRole("link", { name: "Frontiers in Stem Cell Treatments" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Frontiers in Stem Cell Treatments" })).toBeVisible();
      await expect(page.getByRole("link", { name: /Regenerative Role of the Fetal/ })).toBeVisible();
      await request.get("/2077-0383/feed/atom");
      await page.goto("/2077-0383");
    });
    await context.close();
    expect(more).toEqual({ abstractViews: 1, fullTextViews: 0, pdfDownloads: 0 });
    expect((await request.get("/2077-0383/special_issues/nowhere")).status()).toBe(404);
  });
});
