import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { AUTHOR_DIGEST, AUTHOR_MILESTONES } from "@/lib/authors/mail/kinds";
import { makeAuthorMail } from "@/lib/authors/mail/make-due";
import { authorRenderers } from "@/lib/authors/mail/renderers";
import { askForMail, leavable, leave } from "@/lib/authors/mail/wishes";
import { addDays, type Day, startOfDay } from "@/lib/calendar/day";
import { Sender } from "@/lib/mail/sender";
import { smtpSettings } from "@/lib/mail/smtp-settings";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";
import { decodedHeader, MailServer, type Received } from "../fixtures/mail-server";
import { type APerson, aPerson } from "../fixtures/people";
import { countedDays, countedThrough } from "../fixtures/usage-days";

const { db } = await testDatabase();
const sql = db.$client;
const server = await MailServer.start();
afterAll(() => server.stop());
beforeEach(async () => {
  await sql`truncate articles, people, outbox, article_days, restatements, usage_months cascade`;
  server.received.length = 0;
});

const noon = (day: Day) => new Date(startOfDay(day).getTime() + 43_200_000);

/** Somebody with an article of theirs. */
async function anAuthor(): Promise<{ person: APerson; articleId: number }> {
  const person = await aPerson(db);
  const authors = [
    { given: "A.", family: "One", orcid: null, corresponding: true, affiliations: [], email: person.email },
  ];
  const { id } = await anArticle(db, { title: "On being read", authors });
  return { person, articleId: id };
}

async function completed(month: Day, at: Day): Promise<void> {
  await sql`
    insert into usage_months (month, opened, touched, completed) values (${month}, ${month}, ${month}, ${noon(at).toISOString()})
    on conflict (month) do update set completed = excluded.completed`;
}

async function sent(day: Day): Promise<Received[]> {
  const renderers = new Map(authorRenderers("https://journals.example"));
  const smtp = smtpSettings(server.url);
  const sender = new Sender(db, { smtp, from: "F <f@journals.example>", renderers, clock: () => noon(day) });
  while ((await sender.pass()) > 0);
  return server.received;
}
const subjectOf = (mail: Received | undefined) => decodedHeader(mail?.headers.get("subject") ?? "");
const keys = async (kind: string) =>
  (await sql<{ key: string }[]>`select key from outbox where kind = ${kind} order by key`).map(({ key }) => key);
const plain = (text: string) => text.replace(/\s+/g, " ");

describe("the digest", () => {
  const READ = [
    { day: "2025-12-30", total: 1 },
    { day: "2026-01-10", total: 100 },
    { day: "2026-02-10", total: 90 },
    { day: "2026-02-11", total: 40 },
    { day: "2026-02-11", total: 999, lane: "c" },
  ];

  test("is of the month before, once, when the month is complete: its figures, their change, milestones and why it came", async () => {
    const { person, articleId } = await anAuthor();
    await countedDays(db, articleId, READ);
    await countedThrough(db, noon("2026-03-04"));
    await askForMail(db, person.id, { digest: true, milestones: false }, noon("2026-02-20"));
    expect(await makeAuthorMail(db, noon("2026-03-03"))).toBe(0);
    await completed("2026-02-01", "2026-03-04");
    const [first, second] = await Promise.all([
      makeAuthorMail(db, noon("2026-03-04")),
      makeAuthorMail(db, noon("2026-03-04")),
    ]);
    expect((first ?? 0) + (second ?? 0)).toBe(1);
    expect(await makeAuthorMail(db, noon("2026-03-20"))).toBe(0);
    const [mail, ...others] = await sent("2026-03-04");
    expect(others).toEqual([]);
    expect(subjectOf(mail)).toBe("J. Tests · February 2026 · 130 views and downloads, +30%");
    const text = plain(mail?.text ?? "");
    expect(text).toContain("130 views and downloads, +30% on the month before; 130 full-text reads.");
    expect(text).toContain("0 abstract views · 0 full-text views · 130 PDF downloads");
    expect(text).toContain("https://journals.example/desk/mine?from=2026-02-01&to=2026-02-28");
    expect(text).toContain(
      "because you are corresponding author of “On being read”, and asked for a digest of each month.",
    );
    expect(mail?.headers.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  });

  test("has the words of its journal around it", async () => {
    const { person, articleId } = await anAuthor();
    await countedDays(db, articleId, READ);
    await sql`
      insert into journal_settings (journal_id, settings, changed)
      select journal_id, '{"digestOpening":"Dear author of ours,","digestClosing":"Yours, the editors"}', now() from articles where id = ${articleId}`;
    await askForMail(db, person.id, { digest: true, milestones: false }, noon("2026-02-20"));
    await completed("2026-02-01", "2026-03-04");
    expect(await makeAuthorMail(db, noon("2026-03-04"))).toBe(1);
    const [mail] = await sent("2026-03-04");
    await sql`truncate journal_settings`;
    expect(plain(mail?.text ?? "")).toMatch(/Dear author of ours, 130 views.*Yours, the editors/);
  });

  test("comes late after an outage, once and of the last month alone; after longer than a month not at all", async () => {
    const { person, articleId } = await anAuthor();
    await countedDays(db, articleId, READ);
    await askForMail(db, person.id, { digest: true, milestones: false }, noon("2026-01-02"));
    await completed("2026-01-01", "2026-02-03");
    await completed("2026-02-01", "2026-03-03");
    expect(await makeAuthorMail(db, noon("2026-03-29"))).toBe(1);
    expect(await keys(AUTHOR_DIGEST)).toEqual([`${AUTHOR_DIGEST}/${person.id}/2026-02`]);
    await sql`truncate outbox`;
    expect(await makeAuthorMail(db, noon("2026-04-10"))).toBe(0);
  });

  test("is for nobody without articles, who did not ask, whose address is not known to be theirs, or who asked afterwards", async () => {
    const { person, articleId } = await anAuthor();
    await countedDays(db, articleId, READ);
    const without = await aPerson(db);
    const unverified = await anAuthor();
    await sql`update people set email_verified = false where id = ${unverified.person.id}`;
    await sql`insert into claims (person_id, article_id, asked, state) values (${unverified.person.id}, ${articleId}, now(), 'approved')`;
    await completed("2026-02-01", "2026-03-03");
    for (const { id } of [without, unverified.person])
      await askForMail(db, id, { digest: true, milestones: true }, noon("2026-02-01"));
    await askForMail(db, person.id, { digest: true, milestones: false }, noon("2026-03-04"));
    expect(await makeAuthorMail(db, noon("2026-03-05"))).toBe(0);
  });

  test("quotes what was restated of earlier months since the digest before", async () => {
    const { person, articleId } = await anAuthor();
    await countedDays(db, articleId, READ);
    await askForMail(db, person.id, { digest: true, milestones: false }, noon("2026-01-01"));
    const restate = (at: string, before: number, after: number) => sql`
      insert into restatements (article_id, day, restated, reasons, before, after, method_after)
      values (${articleId}, '2026-01-10', ${at}, 'r', ${`{"totalItemInvestigations":${before}}`}::text::jsonb,
        ${`{"totalItemInvestigations":${after}}`}::text::jsonb, 'm')`;
    await restate("2026-02-01T00:00:00Z", 130, 120);
    await completed("2026-01-01", "2026-02-03");
    await makeAuthorMail(db, noon("2026-02-03"));
    await restate("2026-02-15T00:00:00Z", 120, 100);
    await completed("2026-02-01", "2026-03-03");
    await makeAuthorMail(db, noon("2026-03-03"));
    const [first, second] = (await sent("2026-03-03")).map(({ text }) => plain(text)).sort();
    const texts = [first ?? "", second ?? ""];
    const february = texts.find((text) => text.includes("February 2026: how")) ?? "";
    expect(february).toContain(
      "Restated: January 2026 of “On being read” is counted anew, -20 views and downloads (a list of robots changed).",
    );
    expect(texts.filter((text) => text.includes("Restated"))).toHaveLength(1);
  });
});

describe("milestone mails", () => {
  test("tell what settles after one asked, once; what lies behind is told as little as what has not settled", async () => {
    const { person, articleId } = await anAuthor();
    await countedDays(db, articleId, [
      { day: "2026-02-01", total: 260 },
      { day: "2026-02-20", total: 300 },
      { day: "2026-02-20", total: 5_000, lane: "c" },
    ]);
    await countedThrough(db, noon("2026-02-19"));
    await askForMail(db, person.id, { digest: false, milestones: true }, noon("2026-02-19"));
    expect(await makeAuthorMail(db, noon("2026-02-19"))).toBe(0);
    await countedThrough(db, new Date("2026-02-22T23:59:00Z"));
    expect(await makeAuthorMail(db, new Date("2026-02-22T23:59:00Z"))).toBe(0);
    await countedThrough(db, new Date("2026-02-23T00:00:01Z"));
    const [a, b] = await Promise.all([makeAuthorMail(db, noon("2026-02-23")), makeAuthorMail(db, noon("2026-02-23"))]);
    expect((a ?? 0) + (b ?? 0)).toBe(1);
    const [mail, ...others] = await sent("2026-02-23");
    expect(others).toEqual([]);
    expect(subjectOf(mail)).toBe("J. Tests · 500 views and downloads reached");
    expect(plain(mail?.text ?? "")).toContain("500 views and downloads, reached on 20 February 2026");
    expect(plain(mail?.text ?? "")).toContain(
      "corresponding author of “On being read”, and asked to be told of milestones",
    );
    expect(await makeAuthorMail(db, noon("2026-04-23"))).toBe(0);
  });

  test("come at most once a month; what is reached meanwhile waits for the next", async () => {
    const { person, articleId } = await anAuthor();
    await countedThrough(db, noon("2026-02-01"));
    await askForMail(db, person.id, { digest: false, milestones: true }, noon("2026-02-01"));
    const days: { day: Day; total: number }[] = [];
    const made: number[] = [];
    for (let day = "2026-02-10"; day <= "2026-04-10"; day = addDays(day, 10)) {
      days.push({ day, total: 260 });
      await countedDays(db, articleId, days);
      await countedThrough(db, noon(addDays(day, 4)));
      made.push(await makeAuthorMail(db, noon(addDays(day, 4))));
    }
    // 14 and 24 February, 6, 16 and 26 March, 5 April.
    expect(made).toEqual([1, 0, 0, 1, 0, 0]);
    expect((await sent("2026-04-14")).map(subjectOf).sort()).toEqual([
      "J. Tests · 1,000 views and downloads reached",
      "J. Tests · 250 views and downloads reached",
    ]);
  });

  test("stopped in the middle of making one, nothing is told and nothing taken for told", async () => {
    const { person, articleId } = await anAuthor();
    await countedThrough(db, noon("2026-02-01"));
    await askForMail(db, person.id, { digest: false, milestones: true }, noon("2026-02-01"));
    await countedDays(db, articleId, [{ day: "2026-02-03", total: 120 }]);
    await countedThrough(db, noon("2026-02-08"));
    // The mail is written first, and what it tells of cannot be noted down.
    await sql`alter table told_milestones add constraint nothing_is_told check (milestone < 0) not valid`;
    await expect(makeAuthorMail(db, noon("2026-02-08"))).rejects.toThrow();
    expect(await keys(AUTHOR_MILESTONES)).toEqual([]);
    await sql`alter table told_milestones drop constraint nothing_is_told`;
    expect(await makeAuthorMail(db, noon("2026-02-08"))).toBe(1);
    expect(await makeAuthorMail(db, noon("2026-02-08"))).toBe(0);
  });

  test("say nothing of what was reached long ago by an article that only now is known to be theirs", async () => {
    const { person } = await anAuthor();
    await askForMail(db, person.id, { digest: false, milestones: true }, noon("2026-05-01"));
    const old = await anArticle(db);
    await countedDays(db, old.id, [{ day: "2026-01-03", total: 5_000 }]);
    await countedThrough(db, noon("2026-06-08"));
    await sql`insert into claims (person_id, article_id, asked, state) values (${person.id}, ${old.id}, now(), 'approved')`;
    expect(await makeAuthorMail(db, noon("2026-06-08"))).toBe(0);
    expect(await keys(AUTHOR_MILESTONES)).toEqual([]);
  });
});

describe("ending it", () => {
  test("by the header's address, in one request: what waits is not sent, and asking again works with the same link", async () => {
    const { person, articleId } = await anAuthor();
    await countedDays(db, articleId, [{ day: "2026-02-10", total: 30 }]);
    await askForMail(db, person.id, { digest: true, milestones: true }, noon("2026-02-01"));
    await completed("2026-02-01", "2026-03-03");
    await makeAuthorMail(db, noon("2026-03-03"));
    const [mail] = await sent("2026-03-03");
    const token = /author-mail\/stop\/([\w-]+)>/.exec(mail?.headers.get("list-unsubscribe") ?? "")?.[1] ?? "";
    expect(await leavable(db, token)).toBe(true);
    await completed("2026-03-01", "2026-04-03");
    expect(await makeAuthorMail(db, noon("2026-04-03"))).toBe(1);
    await leave(db, token, noon("2026-04-03"));
    expect(await leavable(db, token)).toBe(false);
    expect(await sent("2026-04-03")).toHaveLength(1);
    expect(await makeAuthorMail(db, noon("2026-04-04"))).toBe(0);
    await leave(db, token, noon("2026-04-04"));
    await leave(db, "nonsense", noon("2026-04-04"));
    await askForMail(db, person.id, { digest: true, milestones: false }, noon("2026-04-05"));
    expect(await leavable(db, token)).toBe(true);
  });
});
