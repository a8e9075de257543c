import { CENTRE, expect, recordedBy, test } from "./reading";

test("a search starts at the portal, finds the article, and is recorded once", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("searchbox").fill("stem cell secretome");
  const recorded = recordedBy(page);
  await page.getByRole("button", { name: "Search" }).click();
  expect((await recorded).status()).toBe(202);
  expect((await recorded).headers()["usage-lane"]).toBe("reader");
  await expect(page).toHaveURL(/\/search\?q=stem\+cell\+secretome/);
  await page.getByRole("link", { name: /Regenerative Role of the Fetal/ }).click();
  await expect(page).toHaveURL(new RegExp(`${CENTRE.path}$`));
});

test("a keyword leads to the articles that have it", async ({ page }) => {
  await page.goto(CENTRE.path);
  await page.getByRole("link", { name: "microvesicles" }).click();
  await expect(page.getByRole("searchbox")).toHaveValue('"microvesicles"');
  await expect(page.getByRole("link", { name: /Regenerative Role of the Fetal/ })).toBeVisible();
});

test("what is misspelt is found, what is not there is said, and a journal's search stays in it", async ({ page }) => {
  await page.goto("/search?q=regenrative");
  await expect(page.getByRole("status")).toContainText("Nothing is spelt like that.");
  await expect(page.getByRole("link", { name: /Regenerative Role of the Fetal/ })).toBeVisible();
  await page.goto("/search?q=xyzzyplugh");
  await expect(page.getByRole("status")).toHaveText("No article was found.");
  await page.goto("/2077-0383");
  await page.getByLabel("Search Journal of Clinical Medicine").fill("meningitis");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/journal=2077-0383/);
  await expect(page.getByRole("status")).toContainText(/\d+ articles?/);
});

test("a journal's page leads to its current issue and newest articles", async ({ page }) => {
  await page.goto("/2077-0383");
  const latest = page.locator("section", { has: page.getByRole("heading", { name: "Latest Articles" }) });
  await expect(latest.getByRole("heading", { level: 3 })).toHaveCount(5);
  await page.getByText("Current issue:").getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Volume 4, Issue \d+$/);
});
