import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "playwright/test";

/**
 * Holds a page to what may be wrong with it as it stands: by axe, whose rule on the size of targets (WCAG 2.2, 2.5.8) is off unless
 * asked for, and by its width.
 */
export async function expectSound(page: Page, where: string, without: string[] = []): Promise<void> {
  const { width } = page.viewportSize() ?? { width: 0 };
  expect(await page.evaluate(() => document.documentElement.scrollWidth), where).toBeLessThanOrEqual(width);
  const { violations } = await new AxeBuilder({ page })
    .options({
      rules: Object.fromEntries([["target-size", { enabled: true }], ...without.map((id) => [id, { enabled: false }])]),
    })
    .analyze();
  expect(violations.map(({ id, nodes }) => `${where}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
}
