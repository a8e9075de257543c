import { randomInt } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { confirm } from "@/lib/alerts/confirm";
import { leave } from "@/lib/alerts/leave";
import { makeDue } from "@/lib/alerts/make-due";
import { ARTICLES_SHOWN } from "@/lib/alerts/rules";
import { signUp } from "@/lib/alerts/sign-up";
import { upsertArticle } from "@/lib/catalog/sql/entries";
import {
  address,
  aJournal,
  anArticleAdded,
  aSubscriber,
  DAY,
  HOUR,
  leaveLinkIn,
  linkIn,
  SITE,
  sendAll,
} from "../fixtures/alerts";
import { articleEntry } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";
import { decodedHeader, MailServer } from "../fixtures/mail-server";

const { db } = await testDatabase();
const server = await MailServer.start();
afterAll(() => server.stop());

/** A Tuesday. */
const NOW = new Date("2026-03-03T12:00:00Z");
const later = (ms: number) => new Date(NOW.getTime() + ms);
const QUIET = 6 * HOUR;

let readers = 0;
const someone = () => {
  readers += 1;
  return `reader${readers}-${randomInt(1e9)}@example.org`;
};

/** Makes and sends what is due at an instant; the subjects of what an address was sent since it confirmed. */
async function told(now: Date): Promise<void> {
  await makeDue(db, now, QUIET);
  await sendAll(db, server, now);
}
const mailsTo = (email: string) => server.to(email).filter(({ headers }) => headers.has("list-unsubscribe"));
const subjectsTo = (email: string) => mailsTo(email).map(({ headers }) => decodedHeader(headers.get("subject")));
const titlesIn = (text = "") => [...text.matchAll(/^\d+\. (.*)$/gm)].map(([, title]) => title);

describe("a new issue", () => {
  test("is mailed once, when it has been quiet, with its articles in page order", async () => {
    const { id, issn } = await aJournal(db);
    const reader = await aSubscriber(db, server, someone(), { journalId: id }, NOW);
    const issue = { volume: "7", issue: "3" };
    await anArticleAdded(db, id, later(HOUR), { ...issue, firstPage: "30", title: "Second" });
    await anArticleAdded(db, id, later(2 * HOUR), { ...issue, firstPage: "9", lastPage: "20", title: "First" });
    await told(later(2 * HOUR + QUIET - 1));
    expect(subjectsTo(reader)).toEqual([]);
    await told(later(2 * HOUR + QUIET));
    const [mail] = mailsTo(reader);
    expect(subjectsTo(reader)).toEqual([expect.stringMatching(/^J\. Alerts \d+ 7\(3\), 2026: 2 new articles$/)]);
    expect(titlesIn(mail?.text)).toEqual(["First", "Second"]);
    expect(mail?.text).toContain(`${SITE}/${issn}/7/3/9`);
    expect(mail?.text).toContain("pages 9–20");
    expect(mail?.headers.get("list-unsubscribe")).toBe(`<${SITE}/alert/stop/${leaveLinkIn(mail)}>`);
    expect(mail?.headers.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
    for (const wait of [1, 7, 29]) await told(later(wait * DAY));
    expect(mailsTo(reader)).toHaveLength(1);
  });

  test("gains articles later, and nobody hears of it again but those who asked for weeks", async () => {
    const { id } = await aJournal(db);
    const reader = await aSubscriber(db, server, someone(), { journalId: id }, NOW);
    const weekly = await aSubscriber(db, server, someone(), { journalId: id, frequency: "week" }, NOW);
    await anArticleAdded(db, id, later(HOUR), { title: "At first" });
    await told(later(DAY));
    await anArticleAdded(db, id, later(2 * DAY), { title: "Afterwards" });
    await told(later(4 * DAY));
    expect(mailsTo(reader)).toHaveLength(1);
    await told(later(7 * DAY));
    expect(mailsTo(reader)).toHaveLength(1);
    expect(mailsTo(weekly).map(({ text }) => titlesIn(text).sort())).toEqual([["Afterwards", "At first"]]);
  });

  test("that had begun when somebody subscribed is not new to them; the next is", async () => {
    const { id } = await aJournal(db);
    await anArticleAdded(db, id, later(-HOUR), { issue: "1" });
    const reader = await aSubscriber(db, server, someone(), { journalId: id }, NOW);
    await anArticleAdded(db, id, later(HOUR), { issue: "1" });
    await told(later(DAY));
    expect(subjectsTo(reader)).toEqual([]);
    await anArticleAdded(db, id, later(2 * DAY), { issue: "2" });
    await told(later(3 * DAY));
    expect(subjectsTo(reader)).toEqual([expect.stringContaining("1(2), 2026")]);
  });

  test("is mailed once to each of many, however many processes make and send at once", async () => {
    const { id } = await aJournal(db);
    const all = Array.from({ length: 25 }, someone);
    for (const email of all) {
      const wish = { address: address(email), journalId: id, specialIssueId: null, frequency: "issue" as const };
      await signUp(db, wish, NOW);
    }
    await Promise.all([sendAll(db, server, NOW), sendAll(db, server, NOW)]);
    for (const email of all) await confirm(db, linkIn(server.to(email)[0]), NOW);
    await anArticleAdded(db, id, later(HOUR));
    await Promise.all(Array.from({ length: 4 }, () => told(later(DAY))));
    await told(later(DAY));
    expect(all.map((email) => mailsTo(email).length)).toEqual(all.map(() => 1));
  });

  test("taken out and in again is still not news", async () => {
    const { id } = await aJournal(db);
    const reader = await aSubscriber(db, server, someone(), { journalId: id }, NOW);
    const article = await anArticleAdded(db, id, later(HOUR));
    await told(later(DAY));
    await db.$client`delete from articles where id = ${article}`;
    await anArticleAdded(db, id, later(2 * DAY));
    await told(later(3 * DAY));
    expect(mailsTo(reader)).toHaveLength(1);
  });

  test("of very many articles lists the first, and says how many more there are", async () => {
    const { id } = await aJournal(db);
    const reader = await aSubscriber(db, server, someone(), { journalId: id }, NOW);
    for (let i = 0; i < ARTICLES_SHOWN + 7; i += 1) await anArticleAdded(db, id, later(HOUR));
    await told(later(DAY));
    const [mail] = mailsTo(reader);
    expect(decodedHeader(mail?.headers.get("subject"))).toContain(`${ARTICLES_SHOWN + 7} new articles`);
    expect(titlesIn(mail?.text)).toHaveLength(ARTICLES_SHOWN);
    expect(mail?.text).toContain("And 7 more");
  });

  test("is not mailed to who left in between, be the mail made already or not", async () => {
    const { id } = await aJournal(db);
    const reader = await aSubscriber(db, server, someone(), { journalId: id }, NOW);
    const other = await aSubscriber(db, server, someone(), { journalId: id }, NOW);
    await anArticleAdded(db, id, later(HOUR), { issue: "1" });
    await told(later(DAY));
    await anArticleAdded(db, id, later(DAY + HOUR), { issue: "2" });
    await makeDue(db, later(2 * DAY), QUIET);
    await leave(db, leaveLinkIn(mailsTo(reader)[0]));
    await sendAll(db, server, later(2 * DAY));
    expect([mailsTo(reader).length, mailsTo(other).length]).toEqual([1, 2]);
  });

  test("is news where an article that was elsewhere comes to it; importing it again is none", async () => {
    const { id } = await aJournal(db);
    const entry = articleEntry({
      volume: "0",
      issue: "0",
      title: "Ahead of print",
      published: "2026-03-01",
      year: 2026,
    });
    const article = await upsertArticle(db, id, entry);
    const addedAt = async () => (await db.$client`select added from articles where id = ${article}`)[0]?.added;
    const before = await addedAt();
    await upsertArticle(db, id, { ...entry, title: "Ahead of print, corrected" });
    expect(await addedAt()).toEqual(before);
    await upsertArticle(db, id, { ...entry, volume: "5", issue: "1" });
    expect(await addedAt()).not.toEqual(before);
  });
});

describe("an archive that is taken in", () => {
  test("of old issues is no news to anybody", async () => {
    const { id } = await aJournal(db);
    const reader = await aSubscriber(db, server, someone(), { journalId: id }, NOW);
    const weekly = await aSubscriber(db, server, someone(), { journalId: id, frequency: "week" }, NOW);
    for (let volume = 1; volume <= 12; volume += 1)
      for (const issue of ["1", "2"])
        await anArticleAdded(db, id, later(HOUR), {
          ...{ volume: String(volume), issue, year: 2013 + volume },
          published: `${2013 + volume}-06-01`,
        });
    await anArticleAdded(db, id, later(HOUR), { volume: "99", published: "2025-12-02", year: 2025 });
    for (const wait of [1, 7, 8]) await told(later(wait * DAY));
    expect([...subjectsTo(reader), ...subjectsTo(weekly)]).toEqual([]);
  });

  test("without days of publication goes by their years", async () => {
    const { id } = await aJournal(db);
    const reader = await aSubscriber(db, server, someone(), { journalId: id }, NOW);
    const entry = (issue: string, year: number) => articleEntry({ issue, year });
    for (const [issue, year] of [
      ["1", 2024],
      ["2", 2026],
    ] as const) {
      const article = await upsertArticle(db, id, entry(issue, year));
      await db.$client`update articles set added = ${later(HOUR).toISOString()} where id = ${article}`;
    }
    await told(later(DAY));
    expect(subjectsTo(reader)).toEqual([expect.stringContaining("1(2), 2026")]);
  });

  test("of many recent issues at once is mailed as its newest issue alone", async () => {
    const { id } = await aJournal(db);
    const reader = await aSubscriber(db, server, someone(), { journalId: id }, NOW);
    for (let issue = 1; issue <= 10; issue += 1)
      await anArticleAdded(db, id, later(HOUR), { volume: "3", issue: String(issue), published: "2026-02-20" });
    for (const wait of [1, 2, 9]) await told(later(wait * DAY));
    expect(subjectsTo(reader)).toEqual([expect.stringContaining("3(10), 2026: 1 new article")]);
  });

  test("bit by bit is three issues a week at most", async () => {
    const { id } = await aJournal(db);
    const reader = await aSubscriber(db, server, someone(), { journalId: id }, NOW);
    for (let issue = 1; issue <= 10; issue += 1) {
      await anArticleAdded(db, id, later(issue * QUIET), { issue: String(issue), published: "2026-02-20" });
      await told(later((issue + 1) * QUIET));
    }
    expect(mailsTo(reader)).toHaveLength(3);
  });

  test("while nobody was subscribed does not use up the week of those who come", async () => {
    const { id } = await aJournal(db);
    await aSubscriber(db, server, someone(), { journalId: id }, later(2 * HOUR));
    for (let issue = 1; issue <= 3; issue += 1) await anArticleAdded(db, id, later(HOUR), { issue: String(issue) });
    await told(later(DAY));
    const reader = await aSubscriber(db, server, someone(), { journalId: id }, later(DAY));
    await anArticleAdded(db, id, later(DAY + HOUR), { issue: "4" });
    await told(later(2 * DAY));
    expect(mailsTo(reader)).toHaveLength(1);
  });

  test("was there before alerts were: the migration's date makes no news of it", async () => {
    const { id } = await aJournal(db);
    await anArticleAdded(db, id, NOW, { issue: "1" });
    const reader = await aSubscriber(db, server, someone(), { journalId: id }, later(1));
    for (const wait of [1, 7]) await told(later(wait * DAY));
    expect(subjectsTo(reader)).toEqual([]);
  });
});

describe("a weekly mail", () => {
  const monday = new Date("2026-03-09T04:00:00Z");

  test("comes on Monday, with the week's news and nothing else, and not at all when there was none", async () => {
    const { id } = await aJournal(db);
    const reader = await aSubscriber(db, server, someone(), { journalId: id, frequency: "week" }, NOW);
    await anArticleAdded(db, id, later(-HOUR), { title: "Before" });
    await anArticleAdded(db, id, later(HOUR), { title: "On Tuesday" });
    await anArticleAdded(db, id, new Date("2026-03-08T23:59:00Z"), { title: "On Sunday" });
    await anArticleAdded(db, id, later(HOUR), { title: "An old one", published: "2019-01-01", year: 2019 });
    await anArticleAdded(db, id, new Date("2026-03-09T01:00:00Z"), { title: "On Monday" });
    await told(new Date(monday.getTime() - 1));
    expect(subjectsTo(reader)).toEqual([]);
    for (let hour = 0; hour < 48; hour += 8) await told(new Date(monday.getTime() + hour * HOUR));
    expect(subjectsTo(reader)).toEqual([expect.stringMatching(/, week to 8 March 2026: 2 new articles$/)]);
    expect(titlesIn(mailsTo(reader)[0]?.text).sort()).toEqual(["On Sunday", "On Tuesday"]);
    await told(new Date(monday.getTime() + 7 * DAY));
    expect(titlesIn(mailsTo(reader)[1]?.text)).toEqual(["On Monday"]);
    for (const week of [2, 3]) await told(new Date(monday.getTime() + week * 7 * DAY));
    expect(mailsTo(reader)).toHaveLength(2);
  });

  test("that was missed comes late, once, with all that was missed", async () => {
    const { id } = await aJournal(db);
    const reader = await aSubscriber(db, server, someone(), { journalId: id, frequency: "week" }, NOW);
    await anArticleAdded(db, id, later(HOUR), { title: "In the first week" });
    await anArticleAdded(db, id, later(10 * DAY), { title: "In the second" });
    const thursday = new Date("2026-03-19T12:00:00Z");
    await told(thursday);
    await told(new Date(thursday.getTime() + HOUR));
    expect(mailsTo(reader).map(({ text }) => titlesIn(text).sort())).toEqual([["In the first week", "In the second"]]);
  });

  test("after a change of rhythm begins with the change", async () => {
    const { id } = await aJournal(db);
    const reader = await aSubscriber(db, server, someone(), { journalId: id }, NOW);
    await anArticleAdded(db, id, later(HOUR), { title: "Told by its issue" });
    await told(later(DAY));
    await aSubscriber(db, server, reader, { journalId: id, frequency: "week" }, later(2 * DAY));
    await anArticleAdded(db, id, later(3 * DAY), { title: "Told by its week" });
    await told(monday);
    expect(mailsTo(reader).map(({ text }) => titlesIn(text))).toEqual([["Told by its issue"], ["Told by its week"]]);
  });
});

describe("a special issue", () => {
  const special = async () => {
    const journal = await aJournal(db);
    await anArticleAdded(db, journal.id, later(-DAY), { specialIssue: "Repair", title: "There before" });
    const [row] = await db.$client<{ id: number }[]>`
      select id from special_issues where journal_id = ${journal.id}`;
    return { journalId: journal.id, specialIssueId: row?.id ?? 0 };
  };

  test("is mailed as it grows, when it has been quiet, at most once a day", async () => {
    const of = await special();
    const reader = await aSubscriber(db, server, someone(), of, NOW);
    await anArticleAdded(db, of.journalId, later(HOUR), { specialIssue: "Repair", title: "One" });
    await anArticleAdded(db, of.journalId, later(HOUR), { title: "Not in it" });
    await told(later(HOUR + QUIET - 1));
    expect(subjectsTo(reader)).toEqual([]);
    await told(later(HOUR + QUIET));
    expect(subjectsTo(reader)).toEqual(["Special Issue “Repair”: 1 new article"]);
    await makeDue(db, later(HOUR + QUIET + 1), 0);
    await anArticleAdded(db, of.journalId, later(9 * HOUR), { specialIssue: "Repair", title: "Two" });
    await makeDue(db, later(10 * HOUR), 0);
    await sendAll(db, server, later(10 * HOUR));
    expect(mailsTo(reader)).toHaveLength(1);
    await told(later(DAY));
    await told(later(2 * DAY));
    expect(mailsTo(reader).map(({ text }) => titlesIn(text))).toEqual([["One"], ["Two"]]);
  });

  test("may be followed weekly", async () => {
    const of = await special();
    const reader = await aSubscriber(db, server, someone(), { ...of, frequency: "week" }, NOW);
    await anArticleAdded(db, of.journalId, later(HOUR), { specialIssue: "Repair", title: "One" });
    await anArticleAdded(db, of.journalId, later(3 * DAY), { specialIssue: "Repair", title: "Two" });
    await told(later(7 * DAY));
    expect(subjectsTo(reader)).toEqual(["Special Issue “Repair”, week to 8 March 2026: 2 new articles"]);
  });

  test("has news when an article of the journal is put into it, and none of one that is old", async () => {
    const of = await special();
    const reader = await aSubscriber(db, server, someone(), of, NOW);
    const put = async (doi: string, overrides: object) => {
      const article = await upsertArticle(db, of.journalId, { ...articleEntry({ doi, ...overrides }) });
      return article;
    };
    const entry = articleEntry({ title: "Put into it", published: "2026-02-27", year: 2026 });
    await put(entry.doi, entry);
    const joined = await put(entry.doi, { ...entry, specialIssue: "Repair" });
    await db.$client`update articles set added = ${later(-2 * DAY).toISOString()}, joined = ${later(HOUR).toISOString()} where id = ${joined}`;
    await anArticleAdded(db, of.journalId, later(HOUR), {
      ...{ specialIssue: "Repair", title: "An old one", published: "2020-01-01", year: 2020 },
    });
    await told(later(DAY));
    expect(mailsTo(reader).map(({ text }) => titlesIn(text))).toEqual([["Put into it"]]);
  });

  test("tells its own subscribers and not the journal's, and the journal's issue not its", async () => {
    const of = await special();
    const reader = await aSubscriber(db, server, someone(), of, NOW);
    const journals = await aSubscriber(db, server, someone(), { journalId: of.journalId }, NOW);
    await anArticleAdded(db, of.journalId, later(HOUR), { issue: "2", specialIssue: "Repair" });
    await told(later(DAY));
    expect([subjectsTo(reader), subjectsTo(journals)]).toEqual([
      ["Special Issue “Repair”: 1 new article"],
      [expect.stringContaining("1(2), 2026: 1 new article")],
    ]);
  });
});
