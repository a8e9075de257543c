import type { Page } from "playwright/test";
import { expect } from "./reading";

/** The sample's journal and one of its special issues, at the desk. */
export const ISSN = "2077-0383";
export const ISSUE = "frontiers-in-stem-cell-treatments";
export const JOURNAL = `/desk/${ISSN}`;
export const SPECIAL = `${JOURNAL}/special-issues/${ISSUE}`;
export const GUEST_EDITOR = ["--journal", ISSN, "--special-issue", ISSUE];

export const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

/** Sums over articles follow the count by some seconds. */
export async function summedUp(page: Page): Promise<void> {
  await expect(async () => {
    await page.goto(JOURNAL);
    await expect(page.locator("[data-measure=totalItemRequests]").first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
}
