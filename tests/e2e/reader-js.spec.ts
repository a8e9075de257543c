import { execFile } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { CENTRE, countedUsage, expect, READER, site, test } from "./reading";

/** A journal's own site, which is not ours: 127.0.0.1 is another site than localhost. */
let journal: Server;
let origin: string;

const page = (more: string, head = "") => `<!doctype html><html lang="en"><head><title>An article</title>
  <meta name="citation_doi" content="doi:${CENTRE.doi}"><meta name="citation_pdf_url" content="/files/paper.pdf">${head}
  ${more}</head><body><h1>An article</h1><a id="pdf" href="/files/paper.pdf#page=2"><b>PDF</b></a>
  <a id="other" href="/other.html">Other</a></body></html>`;

test.beforeAll(async () => {
  journal = createServer((request, response) => {
    const script = `<script async src="${site()}/reader.js"></script>`;
    const pages: Record<string, string> = {
      "/article": page(script),
      "/fulltext": page(script, '<meta name="citation_fulltext_html_url" content="/fulltext">'),
      "/said": page(script.replace("<script", '<script data-action="fulltext"')),
      "/nothing": `<!doctype html><title>No article</title>${script}`,
      "/other.html": "<!doctype html><title>Other</title>",
    };
    const body = pages[request.url ?? ""];
    const type = request.url?.endsWith(".pdf") ? "application/pdf" : "text/html";
    response
      .writeHead(body || type === "application/pdf" ? 200 : 404, { "content-type": type })
      .end(body ?? "%PDF-1.4");
  });
  await new Promise<void>((resolve) => journal.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(journal.address() as AddressInfo).port}`;
});
test.afterAll(() => journal.close());

const registered = (verb: "add" | "remove") =>
  promisify(execFile)(process.execPath, ["lib/cli/footfall.mjs", "site", verb, origin, "--json"], {
    env: { ...process.env, NODE_ENV: "production", DATABASE_URL: "", DATA_DIR: process.env.FOOTFALL_DATA ?? "" },
  });

test("pages of another site record by one script tag, once they are registered", async ({ browser, request }) => {
  const before = (await countedUsage(request, CENTRE.doi)).totals;
  const context = await browser.newContext({ userAgent: `${READER} journal` });
  const reader = await context.newPage();
  const faults: string[] = [];
  reader.on("pageerror", (fault) => faults.push(fault.message));
  /** Opens a page and waits until its record is answered, or kept from the page as another site's. */
  const open = async (path: string) => {
    const sent = reader.waitForRequest(/\/api\/usage$/);
    await reader.goto(`${origin}${path}`);
    return (await (await sent).response())?.status();
  };

  // Not registered: told so, and nothing is recorded.
  await open("/article");
  expect((await countedUsage(request, CENTRE.doi)).totals).toEqual(before);

  await registered("add");
  await expect
    .poll(
      async () => {
        const answer = await request.post(`${site()}/api/usage`, {
          headers: { origin, "sec-fetch-site": "cross-site", "user-agent": READER },
          data: "[]",
        });
        return answer.headers()["access-control-allow-origin"];
      },
      { timeout: 15_000 },
    )
    .toBe(origin);

  expect(await open("/article")).toBe(202);
  expect(await open("/fulltext")).toBe(202);
  await reader.goto(`${origin}/nothing`, { waitUntil: "networkidle" });
  await open("/article");
  const names = await reader.evaluate(() => Object.keys(window).filter((name) => /footfall|reader|doi/i.test(name)));
  expect(names).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  // The link to the PDF, by its inner element, by the middle button, and another link.
  await reader.evaluate(() => addEventListener("click", (event) => event.preventDefault()));
  const downloads: string[] = [];
  reader.on("request", (sent) => {
    if (sent.url().endsWith("/api/usage")) downloads.push(sent.postData() ?? "");
  });
  await reader.click("#other");
  await reader.click("#pdf b");
  await expect.poll(() => downloads.length).toBe(1);
  expect(JSON.parse(downloads[0] ?? "{}")).toMatchObject({ doi: CENTRE.doi, action: "pdf" });
  await context.close();

  const after = (await countedUsage(request, CENTRE.doi)).totals;
  expect({
    // The two openings of the article lie within thirty seconds.
    abstractViews: after.abstractViews - before.abstractViews,
    fullTextViews: after.fullTextViews - before.fullTextViews,
    pdfDownloads: after.pdfDownloads - before.pdfDownloads,
  }).toEqual({ abstractViews: 1, fullTextViews: 1, pdfDownloads: 1 });
  expect(faults).toEqual([]);
  await registered("remove");
});
