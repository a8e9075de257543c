import { command } from "../process/footfall-process";
import { expectSound } from "./faults";
import { LOOKS } from "./looks";
import { expect, test } from "./reading";
import { browserOf } from "./signed-in";

const ENV = { DATA_DIR: process.env.FOOTFALL_DATA ?? "" };

test("the set-up page says how each part stands, in words and without a secret", async ({ browser }) => {
  test.setTimeout(300_000);
  for (const { colorScheme, width } of LOOKS) {
    const who = { email: `${colorScheme}@setup.example`, role: "administrator" };
    const context = await browserOf(browser, who, { colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    await page.goto("/desk");
    await page.getByRole("link", { name: "Set-up" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Set-up");
    for (const title of [
      "Mail",
      "Storage",
      "Database",
      "Schedule",
      "Lists of robots",
      "Countries",
      "Clock",
      "Address of the site",
      "Secret",
    ])
      await expect(page.getByRole("heading", { level: 2, name: title })).toBeVisible();
    await expect(page.locator("#mail")).toContainText("SMTP_URL");
    await expect(page.locator("#clock")).toContainText("agree on the time");
    await expect(page.locator("#storage")).toContainText("can be written to");
    await expectSound(page, "set-up");
    await context.close();
  }
  const { checks } = await command<{ checks: { id: string; verdict: string }[] }>(ENV, "status", "--setup");
  expect(checks.find(({ id }) => id === "database")?.verdict).not.toBe("failing");
});
