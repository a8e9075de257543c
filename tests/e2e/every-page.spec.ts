import { expectSound } from "./faults";
import { CENTRE, expect, site, test } from "./reading";

/** Every kind of public page; those of difficult articles and of mail have tests of their own. */
const PAGES = [
  "/",
  "/2077-0383",
  "/2077-0383/2/4",
  "/2077-0383/special_issues/frontiers-in-stem-cell-treatments",
  "/2077-0383/alert",
  "/2077-0383/data",
  "/2077-0383/special_issues/frontiers-in-stem-cell-treatments/alert",
  CENTRE.path,
  `${CENTRE.path}?range=28d&view=period`,
  `${CENTRE.path}/htm`,
  `${CENTRE.path}/metrics`,
  "/search",
  "/search?q=cells",
  "/search?q=xyzzyplugh",
  "/how-we-count",
  `/how-we-count?doi=${CENTRE.doi}`,
  "/was-i-counted",
  "/nowhere",
  "/2077-0383/99/1",
  "/2077-0383/2/4/999",
];

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [320, 1440]) {
    test(`every page, ${colorScheme} at ${width}: no sideways scrolling, no accessibility faults, no script errors`, async ({
      browser,
    }) => {
      test.setTimeout(300_000);
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, baseURL: site() });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on("pageerror", (fault) => faults.push(fault.message));
      for (const path of PAGES) {
        await page.goto(path);
        await expectSound(page, path);
      }
      expect(faults).toEqual([]);
      await context.close();
    });
  }
}

test("on a very wide screen lines keep a length that can be read", async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 2560, height: 1300 }, baseURL: site() });
  const page = await context.newPage();
  for (const path of PAGES) {
    await page.goto(path);
    // In letters of its own size; an average letter is about half as wide as its font is high.
    const longest = await page.evaluate(() =>
      Math.max(
        ...[...document.querySelectorAll<HTMLElement>("main p, main dd, main li")].map((text) => {
          if (text.querySelector("p, li, h2, h3")) return 0;
          const words = (text.textContent ?? "").length;
          const letter = Number.parseFloat(getComputedStyle(text).fontSize) / 2;
          return Math.min(words, text.getBoundingClientRect().width / letter);
        }),
      ),
    );
    expect(longest, path).toBeLessThan(115);
  }
  await context.close();
});
