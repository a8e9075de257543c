import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { AGAIN_DAYS, CLAIMS_A_DAY, CLAIMS_WAITING, claim, decide, LONGEST_WORDS } from "@/lib/authors/claims";
import { authorRenderers } from "@/lib/authors/mail/renderers";
import { claimsOf, claimsOnJournal, deleteWaiting } from "@/lib/authors/sql/claims";
import { hasOwnArticles } from "@/lib/authors/sql/own";
import { DAY_MS } from "@/lib/calendar/day";
import { Sender } from "@/lib/mail/sender";
import { smtpSettings } from "@/lib/mail/smtp-settings";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";
import { decodedHeader, MailServer } from "../fixtures/mail-server";
import { aPerson } from "../fixtures/people";

const { db } = await testDatabase();
const sql = db.$client;
const server = await MailServer.start();
afterAll(() => server.stop());
const NOW = new Date("2026-03-02T12:00:00Z");
const later = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
beforeEach(async () => {
  await sql`truncate articles, people, outbox, audit_log cascade`;
  server.received.length = 0;
});

const waitingOf = async (journalId: number) => (await claimsOnJournal(db, journalId, 10)).waiting;
const journalOf = async (articleId: number): Promise<number> =>
  (await sql<{ journal_id: number }[]>`select journal_id from articles where id = ${articleId}`)[0]?.journal_id ?? 0;
const decision = (approve: boolean, reason = "") => ({ approve, reason });
const sent = async () => {
  const renderers = new Map(authorRenderers("https://journals.example"));
  await new Sender(db, {
    smtp: smtpSettings(server.url),
    from: "F <f@journals.example>",
    renderers,
    clock: () => later(90),
  }).pass();
  return server.received;
};

test("a claim waits for the journal's editors, and makes the article somebody's when it is approved", async () => {
  const [person, editor, article] = [
    await aPerson(db, { name: "Given Family" }),
    await aPerson(db),
    await anArticle(db),
  ];
  expect(await claim(db, person, { articleId: article.id, words: " It is mine. " }, NOW)).toBe("asked");
  expect(await claim(db, person, { articleId: article.id, words: "" }, NOW)).toBe("twice");
  const [waiting] = await waitingOf(await journalOf(article.id));
  expect(waiting).toMatchObject({ name: "Given Family", email: person.email, words: "It is mine.", doi: article.doi });
  expect(await hasOwnArticles(db, person.id)).toBe(false);
  const id = waiting?.id ?? 0;
  expect(await decide(db, id, decision(true), editor, { now: later(1), mailing: true })).toBe(true);
  expect(await decide(db, id, decision(true), editor, { now: later(1), mailing: true })).toBe(false);
  expect(await hasOwnArticles(db, person.id)).toBe(true);
  expect(await claim(db, person, { articleId: article.id, words: "" }, later(2))).toBe("own");
  const [mail, ...others] = await sent();
  expect(others).toEqual([]);
  expect(mail?.to).toEqual([person.email]);
  expect(decodedHeader(mail?.headers.get("subject") ?? "")).toBe("Your claim is approved: Journal of Tests");
  expect(mail?.text).toContain(`https://journals.example/desk/mine/${article.id}`);
  const log = await sql`select action, who, detail from audit_log`;
  expect(log).toEqual([
    { action: "claim", who: person.email, detail: { doi: article.doi } },
    {
      action: "claim-decided",
      who: editor.email,
      detail: { doi: article.doi, whose: person.email, decision: "approved" },
    },
  ]);
});

test("a refusal is told with its reason, and may be asked again after a while; an approval can be taken back", async () => {
  const [person, editor, article] = [await aPerson(db), await aPerson(db), await anArticle(db)];
  await claim(db, person, { articleId: article.id, words: "mine" }, NOW);
  const [first] = await claimsOf(db, person.id);
  const id = first?.id ?? 0;
  expect(await decide(db, id, decision(false, "You are not named."), editor, { now: NOW, mailing: true })).toBe(true);
  expect((await sent()).map(({ text }) => text).join()).toContain("They say: You are not named.");
  expect(await decide(db, id, decision(true), editor, { now: NOW, mailing: true })).toBe(false);
  expect(await claim(db, person, { articleId: article.id, words: "" }, later(AGAIN_DAYS - 1))).toBe("refused");
  expect(await claim(db, person, { articleId: article.id, words: "" }, later(AGAIN_DAYS + 1))).toBe("asked");
  await decide(db, id, decision(true), editor, { now: later(40), mailing: false });
  expect(await hasOwnArticles(db, person.id)).toBe(true);
  await decide(db, id, decision(false, "A mistake."), editor, { now: later(41), mailing: false });
  expect(await hasOwnArticles(db, person.id)).toBe(false);
});

test("a reason that is too long is kept without half a character at its end", async () => {
  const [person, editor, article] = [await aPerson(db), await aPerson(db), await anArticle(db)];
  await claim(db, person, { articleId: article.id, words: "" }, NOW);
  const [one] = await claimsOf(db, person.id);
  const reason = `${"a".repeat(LONGEST_WORDS - 1)}😀`;
  expect(await decide(db, one?.id ?? 0, decision(false, reason), editor, { now: NOW, mailing: false })).toBe(true);
  expect((await claimsOf(db, person.id))[0]?.reason).toBe("a".repeat(LONGEST_WORDS - 1));
});

test("nobody approves what they claimed themselves; another editor does", async () => {
  const [editor, another, article] = [await aPerson(db), await aPerson(db), await anArticle(db)];
  await claim(db, editor, { articleId: article.id, words: "" }, NOW);
  const [one] = await claimsOf(db, editor.id);
  const by = { now: NOW, mailing: false };
  expect(await decide(db, one?.id ?? 0, decision(true), editor, by)).toBe(false);
  expect(await hasOwnArticles(db, editor.id)).toBe(false);
  expect(await decide(db, one?.id ?? 0, decision(true), another, by)).toBe(true);
  expect(await decide(db, one?.id ?? 0, decision(false, "A mistake."), editor, by)).toBe(true);
});

test("nothing is mailed where no mail is sent, nor to an address that nobody verified, nor of a decision that was changed", async () => {
  const editor = await aPerson(db);
  const decided = async (verified: boolean, mailing: boolean): Promise<number> => {
    const [person, article] = [await aPerson(db, { verified }), await anArticle(db)];
    await claim(db, person, { articleId: article.id, words: "" }, NOW);
    const [one] = await claimsOf(db, person.id);
    await decide(db, one?.id ?? 0, decision(true), editor, { now: NOW, mailing });
    return one?.id ?? 0;
  };
  await decided(true, false);
  await decided(false, true);
  const changed = await decided(true, true);
  await decide(db, changed, decision(false, "no"), editor, { now: later(1), mailing: false });
  expect(await sent()).toEqual([]);
});

describe("limits", () => {
  test("so many claims of one person wait at a time, also when they come at once; others are not kept from theirs", async () => {
    const [person, other] = [await aPerson(db), await aPerson(db)];
    const articles = await Promise.all(Array.from({ length: CLAIMS_WAITING + 3 }, () => anArticle(db)));
    const came = await Promise.all(articles.map(({ id }) => claim(db, person, { articleId: id, words: "" }, NOW)));
    expect(came.filter((one) => one === "asked")).toHaveLength(CLAIMS_WAITING);
    expect(came.filter((one) => one === "many")).toHaveLength(3);
    expect(await claim(db, other, { articleId: articles[0]?.id ?? 0, words: "" }, NOW)).toBe("asked");
  });

  test("so many are made in a day, however fast they are decided", async () => {
    const [person, editor] = [await aPerson(db), await aPerson(db)];
    const came: string[] = [];
    for (let i = 0; i <= CLAIMS_A_DAY; i += 1) {
      const article = await anArticle(db);
      came.push(await claim(db, person, { articleId: article.id, words: "" }, NOW));
      const [one] = await claimsOf(db, person.id);
      await decide(db, one?.id ?? 0, decision(false, "no"), editor, { now: NOW, mailing: false });
    }
    expect(came.filter((one) => one === "asked")).toHaveLength(CLAIMS_A_DAY);
    expect(came.at(-1)).toBe("many");
  });

  test("and however fast they are taken back", async () => {
    const [person, article] = [await aPerson(db), await anArticle(db)];
    for (let i = 0; i <= CLAIMS_A_DAY; i += 1) {
      const came = await claim(db, person, { articleId: article.id, words: "" }, NOW);
      expect(came).toBe(i < CLAIMS_A_DAY ? "asked" : "many");
      const [one] = await claimsOf(db, person.id);
      await deleteWaiting(db, person.id, one?.id ?? 0);
    }
    expect(await claim(db, person, { articleId: article.id, words: "" }, later(1.01))).toBe("asked");
  });
});

test("only one's own claim is taken back, and only while it waits", async () => {
  const [person, other, article] = [await aPerson(db), await aPerson(db), await anArticle(db)];
  await claim(db, person, { articleId: article.id, words: "" }, NOW);
  const [one] = await claimsOf(db, person.id);
  expect(await deleteWaiting(db, other.id, one?.id ?? 0)).toBe(false);
  expect(await deleteWaiting(db, person.id, one?.id ?? 0)).toBe(true);
  expect(await deleteWaiting(db, person.id, one?.id ?? 0)).toBe(false);
});
