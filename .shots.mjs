// .shots.ts
import { chromium as chromium2 } from "playwright";

// tests/e2e/chromium.ts
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright";
var SYSTEM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
async function findChromium() {
  const present = [process.env.CHROMIUM_PATH, chromium.executablePath(), ...SYSTEM].find((file) => file && existsSync(file));
  return present ? { executablePath: present, env: {} } : chromiumFromNpm();
}
async function chromiumFromNpm() {
  const folder = path.resolve("node_modules/.cache/chromium");
  mkdirSync(folder, { recursive: true });
  const before = { TMPDIR: process.env.TMPDIR, AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV };
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" });
  const { default: packaged } = await import("@sparticuz/chromium");
  const executablePath2 = await packaged.executablePath();
  for (const [name, value] of Object.entries(before)) {
    if (value === void 0) delete process.env[name];
    else process.env[name] = value;
  }
  const libraries = path.join(folder, "al2023/lib");
  return {
    executablePath: executablePath2,
    env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: path.join(folder, "fonts"), XDG_CACHE_HOME: folder }
  };
}

// .shots.ts
var { executablePath, env } = await findChromium();
var browser = await chromium2.launch({ executablePath, args: ["--no-sandbox"], env: { ...process.env, ...env } });
var shots = process.argv.slice(2);
for (const s of shots) {
  const [name, url, width, scheme, act] = s.split("|");
  const page = await browser.newPage({ viewport: { width: +width, height: width === "390" ? 844 : 900 }, colorScheme: scheme, userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0" });
  page.on("console", (m) => {
    if (m.type() === "error") console.log(name, m.text());
  });
  page.on("pageerror", (e) => console.log(name, "pageerror", e.message));
  await page.goto(url);
  if (act !== "nochart") {
    await page.locator("#metrics").scrollIntoViewIfNeeded().catch(() => {
    });
    await page.locator("#metrics canvas").waitFor({ timeout: 5e3 }).catch(() => console.log("no canvas"));
  }
  if (act === "table") await page.getByText("View as table").click();
  if (act === "range") await page.locator("summary").first().click();
  await page.waitForTimeout(600);
  await page.screenshot({ path: `/tmp/shot-${name}.png`, fullPage: act !== "range" });
  const w = await page.evaluate(() => document.documentElement.scrollWidth);
  if (w > +width) console.log(name, "sideways", w);
  await page.close();
}
await browser.close();
