import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "playwright/test";

/**
 * Holds a page to what may be wrong with it as it stands: by axe, whose rule on the size of targets (WCAG 2.2, 2.5.8) is off unless
 * asked for, and by its width.
 */
export async function expectSound(page: Page, where: string, without: string[] = []): Promise<void> {
  const { width } = page.viewportSize() ?? { width: 0 };
  const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
  if (scrollWidth > width) throw new Error(`${where} is ${scrollWidth} wide: ${(await widest(page)).join("\n")}`);
  const { violations } = await new AxeBuilder({ page })
    .options({
      rules: Object.fromEntries([["target-size", { enabled: true }], ...without.map((id) => [id, { enabled: false }])]),
    })
    .analyze();
  expect(violations.map(({ id, nodes }) => `${where}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** What reaches beyond the page's width, and does not scroll by itself. */
const widest = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth)
      .map((element) => element.outerHTML.slice(0, 120)),
  );
