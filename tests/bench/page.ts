import { chromium } from "playwright";
import { findChromium } from "../e2e/chromium";
import { loadPages } from "./load-pages";
import { memoryOf, result, whole } from "./report";
import { wholeServer } from "./whole-server";

const ARTICLE = "/2077-0383/2/4/302";
const MOST_SCRIPT = 130_000;

/** The article's pages: what a browser has to load, when it shows something, and how many of them can be had. */
export async function benchPage(quick: boolean): Promise<void> {
  const server = await wholeServer();
  const site = `http://127.0.0.1:${server.port}`;
  try {
    for (const page of ["", "/htm", "/metrics"]) await benchBrowser(site, `${ARTICLE}${page}`, quick ? 3 : 7);
    const seconds = quick ? 4 : 10;
    const all = await articlePaths(site);
    const load = (what: string, paths: readonly string[], headers: Record<string, string> = {}) =>
      loadPages({ port: server.port, connections: 16, seconds, paths, headers }).then((loaded) => {
        const { answered, failed, seconds: took, p50, p95, bytes } = loaded;
        result(
          what,
          `${whole(answered / took)}/s, p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
          failed > 0 ? "none refused" : "",
          failed > 0 ? false : undefined,
        );
        return { rate: answered / took, size: bytes / answered };
      });
    const rendered = await load("article page, rendered for each request", [ARTICLE], { "cache-control": "no-cache" });
    const one = await load("article page, shared: everybody reads one", [ARTICLE]);
    const spread = await load(`article page, shared: readers spread over ${all.length} articles`, all);
    result(
      "  as many times as pages rendered for each",
      `${(one.rate / rendered.rate).toFixed(0)}, and ${(spread.rate / rendered.rate).toFixed(0)} when spread`,
    );
    result("  article page, compressed", `${whole(one.size)} bytes`);
    for (const [name, pid] of server.processes()) {
      const { peak } = memoryOf(pid);
      result(`  resident memory of ${name} after that, at most`, `${whole(peak)} MB`, "≤ 350 MB", peak <= 350);
    }
  } finally {
    await server.stop();
  }
}

/** The addresses of the journal's articles, from its map. */
async function articlePaths(site: string): Promise<string[]> {
  const map = await (await fetch(`${site}/sitemaps/2077-0383/1`)).text();
  return [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].flatMap(([, address = ""]) => {
    const { pathname } = new URL(address);
    return /^\/[^/]+\/\d+\/\d+\/[^/]+$/.test(pathname) ? [pathname] : [];
  });
}

/** A browser with nothing kept opens the page and looks at all of it, several times. */
async function benchBrowser(site: string, path: string, times: number): Promise<void> {
  const { executablePath, env } = await findChromium();
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
    env: { ...(process.env as Record<string, string>), ...env },
  });
  try {
    const firsts: number[] = [];
    let script = { bytes: 0, files: 0 };
    let withChart = script;
    let ahead = 0;
    for (let n = 0; n < times; n += 1) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const network = await context.newCDPSession(page);
      await network.send("Network.enable");
      const scripts = new Map<string, number>();
      network.on("Network.responseReceived", ({ requestId, type }) => {
        if (type === "Script") scripts.set(requestId, 0);
      });
      network.on("Network.dataReceived", ({ requestId, encodedDataLength }) => {
        const before = scripts.get(requestId);
        if (before !== undefined) scripts.set(requestId, before + encodedDataLength);
      });
      page.on("request", (request) => {
        if (n === 0 && request.headers().rsc !== undefined) ahead += 1;
      });
      const loaded = () => ({
        bytes: [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0),
        files: scripts.size,
      });
      await page.goto(`${site}${path}`, { waitUntil: "networkidle" });
      firsts.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0));
      script = loaded();
      // What is fetched when a reader comes near it, as the chart is.
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      await page
        .locator("canvas")
        .first()
        .waitFor({ timeout: path.endsWith("/htm") ? 100 : 5_000 })
        .catch(() => {});
      await page.waitForLoadState("networkidle");
      withChart = loaded();
      await context.close();
    }
    firsts.sort((a, b) => a - b);
    const first = firsts[Math.floor(firsts.length / 2)] ?? 0;
    const name = path === ARTICLE ? "article page" : path.slice(ARTICLE.length);
    result(
      `${name}: script until it stands (${script.files} files)`,
      `${whole(script.bytes)} bytes`,
      "≤ 130,000 bytes",
      script.bytes <= MOST_SCRIPT,
    );
    if (withChart.bytes > script.bytes)
      result(
        `  and when the chart has been scrolled to (${withChart.files} files)`,
        `${whole(withChart.bytes)} bytes`,
        "≤ 130,000 bytes",
        withChart.bytes <= MOST_SCRIPT,
      );
    result("  pages rendered ahead for one reader of it", String(ahead), "0", ahead === 0);
    result(`  first content in headless Chromium`, `${first.toFixed(0)} ms`, "< 1,000 ms", first < 1_000);
  } finally {
    await browser.close();
  }
}
