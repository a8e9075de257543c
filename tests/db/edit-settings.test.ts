import { beforeEach, describe, expect, test } from "vitest";
import { mergeSettings } from "@/app/_settings/merge-settings";
import { settingTexts } from "@/app/_settings/setting-text";
import { NEW_ISSUE } from "@/lib/alerts/make-due";
import { alertRenderers } from "@/lib/alerts/renderers";
import { sampleMail } from "@/lib/authors/mail/sample-mail";
import { SETTINGS_TEST, sendSettingsTest } from "@/lib/authors/mail/settings-test";
import { DEFAULT_SETTINGS, type JournalSettings, settingsOf } from "@/lib/catalog/settings";
import { journalRow } from "@/lib/catalog/sql/journals";
import { typedSettings } from "@/lib/catalog/typed-settings";
import { discardTyped, editSettings } from "@/lib/people/edit-settings";
import { mayReadArticle } from "@/lib/people/read-article";
import { auditedSince } from "@/lib/people/sql/audit";
import { address, aJournal, anArticleAdded, aSubscriber, SITE, sendAll } from "../fixtures/alerts";
import { testDatabase } from "../fixtures/database";
import { decodedHeader, MailServer } from "../fixtures/mail-server";

const { db } = await testDatabase();
const sql = db.$client;
const NOW = new Date("2026-03-03T10:00:00Z");
const journal = await aJournal(db);
const person = async (email: string) => {
  const [row] = await sql<{ id: number }[]>`
    insert into people (name, email, email_verified, created, updated) values (${email}, ${email}, true, now(), now()) returning id`;
  return { id: row?.id ?? 0, email };
};
const eve = await person("eve@press.example");
const ida = await person("ida@press.example");
const save = (by: typeof eve, change: Partial<JournalSettings>, at = NOW) =>
  editSettings(
    db,
    { journalId: journal.id, by },
    (current) => ({ kind: "save", settings: { ...current, ...change } }),
    at,
  );
const log = (since = new Date(0)) => auditedSince(db, { action: "settings", journalId: journal.id, since });

beforeEach(async () => void (await sql`truncate journal_settings, audit_log`));

describe("changing settings", () => {
  test("saves what differs, and the log says who made what of what", async () => {
    expect(await save(eve, { smallNumbers: 10, badges: true })).toEqual(["badges", "smallNumbers"]);
    expect(await settingsOf(db, journal.id)).toEqual({ ...DEFAULT_SETTINGS, smallNumbers: 10, badges: true });
    expect(await log()).toMatchObject([
      { who: eve.email, detail: { badges: "off → on", smallNumbers: "as the site → 10" } },
    ]);
    expect(await save(eve, { smallNumbers: 10 })).toEqual([]);
    expect(await log()).toHaveLength(1);
  });

  test("at once, by two who touched different things, keeps both", async () => {
    const base = settingTexts(DEFAULT_SETTINGS);
    const form = (by: typeof eve, change: Partial<typeof base>) =>
      editSettings(
        db,
        { journalId: journal.id, by },
        (current) => {
          const { settings } = mergeSettings(current, { ...base, ...change }, base);
          if (!settings) throw new Error("at fault");
          return { kind: "save", settings };
        },
        NOW,
      );
    await Promise.all([
      form(eve, { smallNumbers: "10" }),
      form(ida, { embeds: "on" }),
      form(eve, { percentiles: "type" }),
      form(ida, { contentsOpening: "Dear all" }),
    ]);
    expect(await settingsOf(db, journal.id)).toEqual({
      ...DEFAULT_SETTINGS,
      smallNumbers: 10,
      embeds: true,
      percentiles: "type",
      contentsOpening: "Dear all",
    });
    expect(await log()).toHaveLength(4);
  });

  test("that are not saved yet are kept for who typed them, and change nothing", async () => {
    const typed = { at: NOW.toISOString(), fields: { smallNumbers: "x" }, base: {}, asOf: NOW.toISOString() };
    const keep = (by: typeof eve) =>
      editSettings(db, { journalId: journal.id, by }, () => ({ kind: "keep", typed }), NOW);
    await Promise.all([keep(eve), keep(ida)]);
    expect(await settingsOf(db, journal.id)).toEqual(DEFAULT_SETTINGS);
    expect(await typedSettings(db, journal.id, eve.id)).toEqual(typed);
    await save(eve, { smallNumbers: 3 });
    expect(await typedSettings(db, journal.id, eve.id)).toBeUndefined();
    expect(await typedSettings(db, journal.id, ida.id)).toEqual(typed);
    await discardTyped(db, journal.id, ida.id);
    expect(await typedSettings(db, journal.id, ida.id)).toBeUndefined();
    expect((await settingsOf(db, journal.id)).smallNumbers).toBe(3);
  });
});

describe("a journal's words", () => {
  test("stand around the table of contents that subscribers get, and around the sample of it", async () => {
    const server = await MailServer.start();
    const now = new Date("2026-05-05T10:00:00Z");
    await aSubscriber(db, server, "reader@home.example", { journalId: journal.id }, now);
    await anArticleAdded(db, journal.id, now, { volume: "7", issue: "1" });
    await save(
      eve,
      { contentsOpening: "Dear reader,\n\nhearts & <lungs>.", contentsClosing: "Yours,\nthe editors" },
      now,
    );
    const [row] = await sql<{ id: string }[]>`select id from alert_subscriptions`;
    const render = new Map(alertRenderers(SITE)).get(NEW_ISSUE);
    const mail = await render?.(db, { subscription: row?.id ?? "", volume: "7", issue: "1" }, now);
    expect(mail?.text).toContain("Dear reader,\n\nhearts & <lungs>.\n\n1 new article.");
    expect(mail?.text).toContain("Yours,\nthe editors\n\nYou get this mail because");
    expect(mail?.html).toContain("hearts &amp; &lt;lungs&gt;.");
    const full = await journalRow(db, journal.issn);
    if (!full) throw new Error("no journal");
    const words = await settingsOf(db, journal.id);
    const sample = await sampleMail(db, SITE, { journal: full, which: "contents", words, now });
    expect(sample.subject).toBe(mail?.subject);
    expect(sample.text).toContain("hearts & <lungs>.");
    await server.stop();
  });

  test("are sent as a test to who asks, as typed, with nothing to unsubscribe from, and not without end", async () => {
    const server = await MailServer.start();
    const words = { contentsOpening: "", contentsClosing: "", digestOpening: "Dear author", digestClosing: "" };
    const now = new Date();
    const ask = () => sendSettingsTest(db, { issn: journal.issn, which: "digest", words, email: eve.email }, now);
    expect(await ask()).toBe(true);
    await sendAll(db, server, now);
    const [mail] = server.to(address(eve.email).email);
    expect(mail?.text).toContain("Dear author");
    expect(decodedHeader(mail?.headers.get("subject"))).toMatch(/^Test: J. Alerts \d+ · /);
    expect(mail?.headers.has("list-unsubscribe")).toBe(false);
    for (let i = 0; i < 9; i += 1) await ask();
    expect(await ask()).toBe(false);
    const [row] = await sql<{ n: number }[]>`select count(*)::int as n from outbox where kind = ${SETTINGS_TEST}`;
    expect(row?.n).toBe(10);
    await server.stop();
  });
});

test("figures that are not public are read by those with a role for them", async () => {
  const grants = (role: "editor" | "analyst" | "administrator", journalId: number | null) => [
    { role, journalId, specialIssueId: null } as const,
  ];
  const article = { journal, specialIssue: null };
  expect(await mayReadArticle(db, [], article)).toBe(false);
  expect(await mayReadArticle(db, grants("editor", journal.id), article)).toBe(true);
  expect(await mayReadArticle(db, grants("analyst", null), article)).toBe(true);
  expect(await mayReadArticle(db, grants("editor", journal.id + 1), article)).toBe(false);
  const [issue] = await sql<{ id: number }[]>`
    insert into special_issues (journal_id, slug, title) values (${journal.id}, 'hearts', 'Hearts') returning id`;
  const guest = [{ role: "guest-editor", journalId: journal.id, specialIssueId: issue?.id ?? 0 } as const];
  expect(await mayReadArticle(db, guest, article)).toBe(false);
  expect(await mayReadArticle(db, guest, { journal, specialIssue: { slug: "hearts", title: "Hearts" } })).toBe(true);
});
