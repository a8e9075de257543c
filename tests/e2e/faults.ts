import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "playwright/test";

/** A telephone held upright, one a little wider, a desk's screen and a very wide one. */
const WIDTHS = [320, 390, 1440, 2560];

/**
 * Holds a page to what may be wrong with it as it stands: by axe, whose rule on the size of targets (WCAG 2.2, 2.5.8) is off unless
 * asked for, and by its width on screens of every size.
 */
export async function expectSound(page: Page, where: string, without: string[] = []): Promise<void> {
  const asItWas = page.viewportSize() ?? { width: 1440, height: 900 };
  for (const width of WIDTHS) {
    await page.setViewportSize({ ...asItWas, width });
    await expectWithin(page, width, where);
  }
  await page.setViewportSize(asItWas);
  // A frame that may run nothing cannot be asked by axe either, which waits for it for ever.
  await page.locator('iframe[sandbox=""]').evaluateAll((frames) => frames.map((frame) => frame.remove()));
  const { violations } = await new AxeBuilder({ page })
    .options({
      rules: Object.fromEntries([["target-size", { enabled: true }], ...without.map((id) => [id, { enabled: false }])]),
    })
    .analyze();
  expect(violations.map(({ id, nodes }) => `${where}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** A drawing follows the width of its page a moment later. */
async function expectWithin(page: Page, width: number, where: string): Promise<void> {
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  try {
    await expect.poll(wide, { timeout: 2_000 }).toBeLessThanOrEqual(width);
  } catch {
    throw new Error(`${where} is ${await wide()} wide at ${width}: ${(await widest(page)).join("\n")}`);
  }
}

/** What reaches beyond the page's width, and does not scroll by itself. */
const widest = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth)
      .map((element) => element.outerHTML.slice(0, 120)),
  );
