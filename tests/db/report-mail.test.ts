import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Sender } from "@/lib/mail/sender";
import { smtpSettings } from "@/lib/mail/smtp-settings";
import { forgetMail, outboxRow, retryMail } from "@/lib/mail/sql/outbox";
import { deliverDue } from "@/lib/reports/delivery/deliver";
import { eraseOfReports, heldOfReports } from "@/lib/reports/delivery/held";
import { leavable, leave, wantAgain } from "@/lib/reports/delivery/leave";
import { linkedFiles } from "@/lib/reports/delivery/linked-files";
import {
  REPORT_MAIL,
  REPORT_TROUBLE_MAIL,
  reportRenderer,
  tellOwner,
  troubleRenderer,
} from "@/lib/reports/delivery/mail";
import { mailKey } from "@/lib/reports/delivery/mail-key";
import { queueDeliveries } from "@/lib/reports/delivery/queue";
import { deliveryHealth } from "@/lib/reports/delivery/state";
import { countOpened } from "@/lib/reports/sql/deliveries";
import { forgetDelivered, isForgotten } from "@/lib/reports/sql/delivery-addresses";
import { testDatabase } from "../fixtures/database";
import { decodedHeader, MailServer, refusal } from "../fixtures/mail-server";
import { type AReport, aReport, deliveriesOf, FACTS, someBytes, testSettings } from "../fixtures/reports";

const { db } = await testDatabase();
const NOW = new Date("2025-12-01T08:00:00Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const later = (ms: number) => new Date(NOW.getTime() + ms);
const settings = testSettings();
const READER = "reader@example.org";

let server: MailServer;
let answer: (to: string) => Promise<undefined>;
beforeEach(async () => {
  answer = async () => undefined;
  server = await MailServer.start({}, (mail) => answer(mail.to[0] ?? ""));
});
afterEach(async () => {
  await server.stop();
  await db.$client`delete from outbox`;
  await db.$client`delete from report_definitions`;
  await db.$client`delete from report_runs`;
});

/** Mail goes, and what became of it is noted. */
async function pass(now = NOW, url = server.url): Promise<void> {
  const renderers = new Map([
    [REPORT_MAIL, reportRenderer(async () => settings)] as const,
    [REPORT_TROUBLE_MAIL, troubleRenderer(settings.site)] as const,
  ]);
  const smtp = smtpSettings(url, { answerMs: 3_000 });
  await new Sender(db, { smtp, from: "no-reply@site.example", renderers, clock: () => now }).pass();
  await deliverDue(db, now, settings);
}
const file = (format: string, bytes: number) => ({
  ...{ format, name: `overview-2025-11.${format}`, mediaType: format === "pdf" ? "application/pdf" : "text/csv" },
  content: someBytes(bytes),
});
const tokenIn = (step: "files" | "leave" | "stop", text = ""): string =>
  new RegExp(`/reports/${step}/([\\w-]+)`).exec(text)?.[1] ?? "";

describe("a report by mail", () => {
  test("carries its files as they were made, and comes once", async () => {
    const files = [file("pdf", 200_000), file("csv", 50_000)];
    const { runId } = await aReport(db, NOW, { settings, files });
    await Promise.all([pass(), pass(), pass()]);
    await pass(later(3 * DAY));
    const [mail] = server.to(READER);
    expect(server.received).toHaveLength(1);
    expect(decodedHeader(mail?.headers.get("subject"))).toBe(
      "J. Clin. Med. · November 2025 · 41,203 downloads, +6 % · Monthly overview",
    );
    expect(mail?.text).toContain("PDF downloads           41,203    +6 %");
    expect(mail?.html).toContain("41,203</td>");
    expect(mail?.headers.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
    expect(mail?.attachments.map(({ name, mediaType }) => [name, mediaType])).toEqual([
      ["overview-2025-11.csv", "text/csv"],
      ["overview-2025-11.pdf", "application/pdf"],
    ]);
    for (const { format, content } of files)
      expect(mail?.attachments.find(({ name }) => name.endsWith(format))?.content.equals(content)).toBe(true);
    expect(await deliveriesOf(db, runId)).toMatchObject([
      { state: "sent", attempts: 1, reply: expect.stringMatching(/^250 /) },
    ]);
    expect(await deliveryHealth(db, NOW)).toEqual({ waiting: 0, failed: 0, uncertain: 0 });
  });

  test("has a link in place of what is too large for a mailbox", async () => {
    const { deliveries, runId } = await aReport(db, NOW, {
      settings,
      files: [file("csv", 1_000), file("pdf", 5_300_000)],
    });
    await pass();
    const [mail] = server.to(READER);
    expect(mail?.attachments.map(({ name }) => name)).toEqual(["overview-2025-11.csv"]);
    const token = tokenIn("files", mail?.text);
    const open = await linkedFiles(db, settings.secret, token, later(29 * DAY));
    expect(open).toMatchObject({ kind: "open", row: { delivery: { id: deliveries[0] } }, expires: later(30 * DAY) });
    expect(open.kind === "open" && open.files.map(({ format }) => format)).toEqual(["csv", "pdf"]);
    expect(await linkedFiles(db, settings.secret, token, later(30 * DAY))).toEqual({ kind: "over" });
    expect(await linkedFiles(db, "another secret", token, NOW)).toEqual({ kind: "unknown" });
    expect(await linkedFiles(db, settings.secret, tokenIn("leave", mail?.text), NOW)).toEqual({ kind: "unknown" });
    await db.$client`update report_runs set expires = ${later(DAY).toISOString()} where id = ${runId}`;
    expect(await linkedFiles(db, settings.secret, token, NOW)).toMatchObject({ kind: "open", expires: later(DAY) });
    expect(await linkedFiles(db, settings.secret, token, later(DAY))).toEqual({ kind: "over" });
    await countOpened(db, deliveries[0] ?? "", later(HOUR));
    const [row] = await db.$client`select opened, last_opened from report_deliveries where run_id = ${runId}`;
    expect(row).toMatchObject({ opened: 1 });
    await db.$client`delete from report_runs where id = ${runId}`;
    expect(await linkedFiles(db, settings.secret, token, NOW)).toEqual({ kind: "over" });
  });

  test("without anything to report is a line, and carries nothing", async () => {
    await aReport(db, NOW, { settings, facts: { ...FACTS, empty: true } });
    await pass();
    const [mail] = server.to(READER);
    expect(mail?.attachments).toEqual([]);
    expect(mail?.text).toContain("There is nothing to report for November 2025.");
    expect(decodedHeader(mail?.headers.get("subject"))).toContain("nothing to report");
  });

  test("comes late, once, when nobody was there for days, and says so", async () => {
    await aReport(db, NOW, { settings });
    await pass(later(9 * DAY));
    await pass(later(10 * DAY));
    expect(server.received).toHaveLength(1);
    expect(server.received[0]?.text).toContain("Late: it was made on 1 December 2025 at 08:00 UTC");
  });

  test("comes again, as another turn, when somebody sends it again", async () => {
    const { runId, targets } = await aReport(db, NOW, { settings });
    await pass();
    for (let i = 0; i < 2; i += 1)
      await db.transaction((tx) =>
        queueDeliveries(tx, { id: runId, cause: "schedule", late: false, provisional: false }, targets, later(HOUR), 2),
      );
    await pass(later(HOUR));
    expect(server.received).toHaveLength(2);
    expect((await deliveriesOf(db, runId)).map(({ state }) => state)).toEqual(["sent", "sent"]);
  });

  test("whose files are not there as they were made is not sent without them", async () => {
    const { runId, deliveries } = await aReport(db, NOW, { settings });
    await db.$client`update report_files set sha256 = ${"0".repeat(64)} where run_id = ${runId}`;
    await expect(pass()).rejects.toThrow("not in the store as it was made");
    expect(server.received).toEqual([]);
    expect(await outboxRow(db, mailKey(deliveries[0] ?? ""))).toMatchObject({ state: "waiting", attempts: 1 });
  });
});

describe("whoever leaves", () => {
  const two = () =>
    aReport(db, NOW, {
      settings,
      targets: [READER, "other@example.org"].map((address) => ({ kind: "mail", address })),
    });
  const leaveTokenOf = async (): Promise<string> => tokenIn("leave", server.to(READER)[0]?.text);
  const again = ({ runId, targets }: AReport, turn: number) =>
    db.transaction((tx) =>
      queueDeliveries(tx, { id: runId, cause: "schedule", late: false, provisional: false }, targets, NOW, turn),
    );

  test("gets nothing that waits, nothing later, and is the only one who can undo it", async () => {
    const report = await two();
    await pass();
    const token = await leaveTokenOf();
    expect(await leavable(db, settings.secret, token)).toEqual({
      report: "Monthly overview",
      journal: "Journal of Reports",
      left: false,
    });
    await again(report, 2);
    await leave(db, settings.secret, token, later(HOUR));
    await leave(db, settings.secret, token, later(2 * HOUR));
    expect(await leavable(db, settings.secret, token)).toMatchObject({ left: true });
    const [target] = await db.$client<{ left: string }[]>`select "left" from report_targets where address = ${READER}`;
    expect(new Date(target?.left ?? "")).toEqual(later(HOUR));
    await again(report, 3);
    await pass(later(3 * HOUR));
    expect(server.to(READER)).toHaveLength(1);
    expect(server.to("other@example.org")).toHaveLength(3);
    const states = (await deliveriesOf(db, report.runId)).map(({ address, state }) => `${address}: ${state}`);
    expect(states.filter((state) => state.startsWith(READER))).toEqual([`${READER}: sent`, `${READER}: withdrawn`]);
    await wantAgain(db, settings.secret, token);
    await pass(later(4 * HOUR));
    expect(server.to(READER)).toHaveLength(1);
    await again(report, 4);
    await pass(later(4 * HOUR));
    expect(server.to(READER)).toHaveLength(2);
  });

  test("while a sender is at it, gets none when the words are written after that", async () => {
    const { runId, deliveries } = await two();
    await db.$client`update report_targets set "left" = ${NOW.toISOString()} where address = ${READER}`;
    await pass();
    expect(server.to(READER)).toEqual([]);
    const rows = await deliveriesOf(db, runId);
    expect(rows.find(({ address }) => address === READER)).toMatchObject({ state: "withdrawn" });
    expect(deliveries).toHaveLength(2);
  });

  test("by another's link, or one for files, does nothing", async () => {
    const { deliveries, targets } = await two();
    await pass();
    const { linkToken } = await import("@/lib/reports/delivery/token");
    for (const token of [
      linkToken("another secret", "leave", targets[0]?.id ?? ""),
      linkToken(settings.secret, "files", targets[0]?.id ?? ""),
      linkToken(settings.secret, "leave", deliveries[0] ?? ""),
      "no-such-token",
    ]) {
      expect(await leavable(db, settings.secret, token)).toBeUndefined();
      await leave(db, settings.secret, token, NOW);
    }
    expect(await db.$client`select from report_targets where "left" is not null`).toHaveLength(0);
  });
});

describe("what goes wrong", () => {
  test("with a recipient is told to the owner, once, and stands in the health", async () => {
    answer = async (to) => {
      if (to === READER) throw refusal(550, "no such user here");
      return undefined;
    };
    const { runId, owner, deliveries, issn } = await aReport(db, NOW, { settings });
    await pass();
    await pass(later(MINUTE));
    await pass(later(5 * DAY));
    expect(await deliveriesOf(db, runId)).toMatchObject([
      { state: "failed", reply: expect.stringContaining("550 no such user here") },
    ]);
    const told = server.to(owner);
    expect(told).toHaveLength(1);
    expect(decodedHeader(told[0]?.headers.get("subject"))).toBe(
      "Not delivered: “Monthly overview” of J. Rep., 1 November 2025 – 30 November 2025",
    );
    expect(told[0]?.text.replace(/\s+/g, " ")).toContain("by mail to reader@example.org. That was tried once");
    expect(told[0]?.text).toContain("550 no such user here");
    expect(told[0]?.text).toContain(`https://site.example/desk/${issn}/reports`);
    expect(await deliveryHealth(db, later(HOUR))).toEqual({ waiting: 0, failed: 1, uncertain: 0 });
    expect(await deliveryHealth(db, later(40 * DAY))).toEqual({ waiting: 0, failed: 0, uncertain: 0 });
    // An operator tries the mail again, and it goes.
    answer = async () => undefined;
    const row = await outboxRow(db, mailKey(deliveries[0] ?? ""));
    await retryMail(db, row?.id ?? "", later(5 * DAY));
    await pass(later(5 * DAY));
    expect(await deliveriesOf(db, runId)).toMatchObject([{ state: "sent" }]);
  });

  test("after the end of a message is uncertain: told, and never sent again by itself", async () => {
    answer = (to) => (to === READER ? new Promise(() => {}) : Promise.resolve(undefined));
    const { runId, owner } = await aReport(db, NOW, { settings });
    const passing = pass();
    await expect.poll(() => server.to(READER).length, { timeout: 10_000 }).toBe(1);
    server.drop();
    await passing;
    await pass(later(MINUTE));
    await pass(later(DAY));
    expect(server.to(READER)).toHaveLength(1);
    expect(await deliveriesOf(db, runId)).toMatchObject([{ state: "uncertain" }]);
    expect(decodedHeader(server.to(owner)[0]?.headers.get("subject"))).toContain("May not have arrived");
    expect(server.to(owner)).toHaveLength(1);
    expect(await deliveryHealth(db, later(DAY))).toEqual({ waiting: 0, failed: 0, uncertain: 1 });
  });

  test("is told to nobody when it was sent again meanwhile", async () => {
    const { deliveries } = await aReport(db, NOW, { settings });
    await tellOwner(db, { delivery: deliveries[0] ?? "" }, NOW);
    await pass();
    expect(server.received.map(({ to }) => to[0])).toEqual([READER]);
  });

  test("with a run is told to its owner once; without one to who asked, else to the administrators", async () => {
    const fail = (id: string) =>
      db.$client`update report_runs set state = 'failed', note = 'the figures could not be read' where id = ${id}`;
    const owned = await aReport(db, NOW, { settings, targets: [] });
    const ownerless = await aReport(db, NOW, { settings, targets: [], owned: false });
    const nobodys = await aReport(db, NOW, { settings, targets: [], owned: false });
    await db.$client`update report_runs set person_id = ${ownerless.ownerId} where id = ${ownerless.runId}`;
    for (const { ownerId } of [owned, nobodys])
      await db.$client`insert into roles (person_id, role) values (${ownerId}, 'administrator')`;
    for (const { runId } of [owned, ownerless, nobodys]) {
      await fail(runId);
      for (let i = 0; i < 2; i += 1) await db.transaction((tx) => tellOwner(tx, { run: runId }, NOW));
    }
    await pass();
    const subjects = (to: string) => server.to(to).map(({ headers }) => decodedHeader(headers.get("subject")));
    expect(subjects(ownerless.owner)).toHaveLength(1);
    expect(subjects(owned.owner)).toHaveLength(2);
    expect(subjects(nobodys.owner)).toHaveLength(1);
    expect(subjects(ownerless.owner)[0]).toMatch(/^Not made: “Monthly overview” of J\. Rep\./);
    expect(server.to(ownerless.owner)[0]?.text).toContain("Why: the figures could not be read");
    await db.$client`delete from roles where person_id in ${db.$client([owned.ownerId, nobodys.ownerId])}`;
  });
});

describe("an address", () => {
  test("is forgotten with its mail, and its delivery stays in the list", async () => {
    const { runId } = await aReport(db, NOW, { settings });
    await pass();
    await forgetDelivered(db, later(-1));
    expect(await deliveriesOf(db, runId)).toMatchObject([{ address: READER }]);
    await forgetDelivered(db, later(1));
    await forgetDelivered(db, later(1));
    await forgetMail(db, { contents: later(1), keys: later(1) });
    await pass(later(31 * DAY));
    const [row] = await deliveriesOf(db, runId);
    expect(row).toMatchObject({ state: "sent", reply: null });
    expect(isForgotten(row?.address ?? "")).toBe(true);
  });

  test("is exported and erased wherever reports have it", async () => {
    const sent = await aReport(db, NOW, { settings });
    await pass();
    const waits = await aReport(db, later(MINUTE), {
      settings,
      targets: [{ kind: "mail", address: "Reader@Example.org" }],
    });
    expect(await heldOfReports(db, READER)).toMatchObject({
      schedules: [{ report: "Monthly overview", left: null }, { report: "Monthly overview" }],
      reports: [{ state: "sent" }, { state: "handed", address: "Reader@Example.org" }],
    });
    expect(await eraseOfReports(db, READER, NOW)).toBe(4);
    expect(await heldOfReports(db, READER)).toEqual({ schedules: [], reports: [] });
    await pass(later(HOUR));
    expect(server.received).toHaveLength(1);
    expect(await deliveriesOf(db, waits.runId)).toMatchObject([{ state: "withdrawn" }]);
    expect(await deliveriesOf(db, sent.runId)).toMatchObject([{ state: "sent" }]);
    expect(JSON.stringify(await db.$client`select * from report_deliveries`).toLowerCase()).not.toContain(READER);
  });
});
