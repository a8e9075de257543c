import type { Browser, BrowserContext } from "playwright/test";
import { expectSound } from "./faults";
import { site, test } from "./reading";

/** As pages are looked at: what axe finds hangs on the colours and on what there is room for, so each of either is seen once. */
export const LOOKS = [
  { colorScheme: "light", width: 1440 },
  { colorScheme: "dark", width: 320 },
] as const;

type Open = (browser: Browser, options: object) => Promise<BrowserContext>;
const openly: Open = (browser, options) => browser.newContext({ ...options, baseURL: site() });

/** Tests that pages have no faults, one after the other, as `LOOKS` has them, for whoever opens the browser; paths are asked for when it is open. */
export function testLooks(
  what: string,
  paths: () => readonly string[] | Promise<readonly string[]>,
  open = openly,
): void {
  for (const { colorScheme, width } of LOOKS)
    test(`${what}, ${colorScheme} at ${width}: no sideways scrolling, no accessibility faults`, async ({ browser }) => {
      test.setTimeout(300_000);
      const context = await open(browser, { colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      for (const path of await paths()) {
        await page.goto(path);
        await expectSound(page, path);
      }
      await context.close();
    });
}
