import type { Browser } from "playwright/test";
import type { Db } from "@/lib/db/connection";
import { JOBS } from "@/lib/jobs/jobs";
import type { JobState } from "@/lib/jobs/states";
import { command } from "../process/footfall-process";
import { testLooks } from "./looks";
import { expect, test } from "./reading";
import { ADMINISTRATOR, browserWith, siteDb, somebody } from "./signed-in";

const ENV = { DATA_DIR: process.env.FOOTFALL_DATA ?? "" };
const EMAIL = "keeper@jobs.example";
/** Of a turn of six hours: it does not run by itself while somebody looks. */
const SELDOM = "make-partitions";
const TITLE = "Makes room for the next months";

let db: Db;
test.beforeAll(async () => {
  db = await siteDb();
});
test.afterAll(async () => {
  await db.$client`update job_runs set failure = null where job = ${SELDOM}`;
  await db.$client`delete from people where email = ${EMAIL}`;
  await db.$client.end();
});

const keeper = async (browser: Browser, options = {}) =>
  browserWith(browser, (await somebody(db, EMAIL, [ADMINISTRATOR])).cookie, options);
const fails = () =>
  db.$client`update job_runs set failure = 'the disk is full' where job = ${SELDOM} returning started`;

test("administrators find every job, how it last went and when it runs again, and have one run at once", async ({
  browser,
}) => {
  const context = await keeper(browser);
  const page = await context.newPage();
  await page.goto("/desk/setup");
  await page.getByRole("main").getByRole("link", { name: "Jobs" }).last().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Jobs");
  const rows = page.getByRole("region", { name: "Jobs" }).locator("tbody tr");
  await expect(rows).toHaveCount(JOBS.length);
  for (const { title, purpose } of JOBS) {
    const row = rows.filter({ hasText: title });
    await expect(row).toContainText(purpose);
  }
  // What counts every second cannot be asked for; the queue's can.
  await expect(rows.filter({ hasText: "Counts what arrived" }).getByRole("button")).toHaveCount(0);
  await expect(async () => {
    await page.goto("/desk/jobs");
    await expect(page.locator(`#${SELDOM}`)).toContainText("Well", { timeout: 100 });
  }).toPass();

  expect(await fails()).toHaveLength(1);
  await page.reload();
  const seldom = page.locator(`#${SELDOM}`);
  await expect(seldom).toContainText(/Has failed since .*: the disk is full\. It is tried again by itself\./);
  await expect(page.getByText(`1 of ${JOBS.length} jobs wants a look.`)).toBeVisible();
  const told = await command<{ status: string; jobs: JobState[] }>(ENV, "status");
  expect(told.jobs.find(({ name }) => name === SELDOM)).toMatchObject({
    ...{ standing: "failing", failure: "the disk is full", every: 21_600 },
    ...{ last: expect.any(String), next: expect.any(String), tookMs: expect.any(Number) },
  });

  const before = await seldom.locator("time").getAttribute("datetime");
  await page.getByRole("button", { name: `Run now: ${TITLE}` }).click();
  await expect(page).toHaveURL(/\/desk\/jobs\?state=asked/);
  await expect(page.getByText(`“${TITLE}” runs within seconds.`)).toBeVisible();
  await expect(async () => {
    await page.goto("/desk/jobs");
    await expect(seldom).toContainText("Well", { timeout: 100 });
  }).toPass({ timeout: 30_000 });
  expect(Date.parse((await seldom.locator("time").getAttribute("datetime")) ?? "")).toBeGreaterThan(
    Date.parse(before ?? ""),
  );
  await page.goto("/desk/log");
  await expect(page.getByRole("row", { name: /Had a job run at once/ }).first()).toContainText(`job: ${SELDOM}`);
  await context.close();
});

test("a job there is not, and one that runs by itself, cannot be asked for", async ({ browser }) => {
  const context = await keeper(browser);
  const page = await context.newPage();
  await page.goto("/desk/jobs");
  for (const job of ["no-such-job", "count", ""]) {
    await page.locator(`#${SELDOM} input[name=job]`).evaluate((input: HTMLInputElement, value) => {
      input.value = value;
    }, job);
    const answer = page.waitForResponse((response) => response.url().endsWith("/desk/jobs/run"));
    await page.getByRole("button", { name: `Run now: ${TITLE}` }).click();
    expect((await answer).status()).toBe(404);
    await page.goto("/desk/jobs");
  }
  await context.close();
});

testLooks(
  "jobs, one of which fails",
  async () => {
    await fails();
    return ["/desk/jobs", `/desk/jobs?state=asked&job=${SELDOM}`, `/desk/jobs?state=nowhere&job=${SELDOM}`];
  },
  keeper,
);
