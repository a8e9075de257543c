import { CENTRE, test } from "./reading";
import { browserOf } from "./signed-in";

const J = "/desk/2077-0383";
const S = `${J}/special-issues/frontiers-in-stem-cell-treatments`;
for (const [colorScheme, width] of [
  ["light", 1440],
  ["dark", 390],
] as const)
  test(`look ${width}`, async ({ browser }) => {
    const context = await browserOf(
      browser,
      { email: `look${width}@figures.example`, role: "administrator", scope: [] },
      { colorScheme, viewport: { width, height: 900 } },
    );
    const page = await context.newPage();
    let n = 0;
    for (const path of [
      `${CENTRE.path}/metrics`,
      `${S}/where?range=12m`,
      `${J}/compare?range=last-month&of=type:Review&of=article:${CENTRE.doi}&of=journal:`,
      `${J}?range=90d`,
      `${J}/integrity`,
      `${J}/settings/mails`,
      `${J}/settings`,
      `${J}/freshness`,
      "/desk/log",
      "/desk/people",
    ]) {
      await page.goto(path);
      for (const f of await page.locator("figure").all()) await f.scrollIntoViewIfNeeded();
      await page.waitForLoadState("networkidle");
      await page.screenshot({ path: `/tmp/shots/${width}-${n}.png`, fullPage: true });
      n += 1;
    }
  });
