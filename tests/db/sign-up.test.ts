import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { confirm, confirmable } from "@/lib/alerts/confirm";
import { erase, heldAbout } from "@/lib/alerts/held";
import { leavable, leave } from "@/lib/alerts/leave";
import { LINK_MS, MAILS_A_DAY, MAILS_A_MONTH, MAILS_AN_HOUR, REQUEST_KEPT_MS } from "@/lib/alerts/rules";
import { signUp } from "@/lib/alerts/sign-up";
import { forgetRequests } from "@/lib/alerts/sql/requests";
import { subscriptionRows } from "@/lib/alerts/sql/subscriptions";
import type { AlertFrequency } from "@/lib/db/schema/mail";
import { forgetMail } from "@/lib/mail/sql/outbox";
import {
  address,
  aJournal,
  anArticleAdded,
  aSubscriber,
  DAY,
  HOUR,
  leaveLinkIn,
  linkIn,
  sendAll,
} from "../fixtures/alerts";
import { testDatabase } from "../fixtures/database";
import { MailServer } from "../fixtures/mail-server";

const { db } = await testDatabase();
const server = await MailServer.start();
afterAll(() => server.stop());

const NOW = new Date("2026-03-03T12:00:00Z");
const later = (ms: number) => new Date(NOW.getTime() + ms);
const { id: journalId } = await aJournal(db);

beforeEach(async () => {
  server.received.length = 0;
  await db.$client`delete from outbox`;
  await db.$client`delete from alert_requests`;
  await db.$client`delete from alert_subscriptions`;
});

const ask = (
  email: string,
  now = NOW,
  of: { journalId?: number; specialIssueId?: number; frequency?: AlertFrequency } = {},
) =>
  signUp(
    db,
    {
      address: address(email),
      journalId: of.journalId ?? journalId,
      specialIssueId: of.specialIssueId ?? null,
      frequency: of.frequency ?? "issue",
    },
    now,
  );
const send = (now = NOW) => sendAll(db, server, now);
const subscribed = async (email: string) =>
  (await subscriptionRows(db, address(email).key)).map(({ subscription }) => subscription.frequency);
const mails = async () => (await db.$client`select from outbox`).length;

describe("a sign-up", () => {
  test("becomes a subscription by the link in the mailbox, and only when that is confirmed", async () => {
    expect(await ask("reader@example.org")).toBe("asked");
    await send();
    const token = linkIn(server.to("reader@example.org")[0]);
    expect(await subscribed("reader@example.org")).toEqual([]);
    for (let look = 0; look < 3; look += 1)
      expect(await confirmable(db, token, NOW)).toMatchObject({ frequency: "issue", subject: { specialIssue: null } });
    expect(await subscribed("reader@example.org")).toEqual([]);
    expect(await confirm(db, token, NOW)).toMatchObject({ frequency: "issue" });
    expect(await subscribed("reader@example.org")).toEqual(["issue"]);
    expect(await confirm(db, token, NOW)).toBeUndefined();
    expect(await confirmable(db, token, NOW)).toBeUndefined();
  });

  test("keeps no link: what is in the database opens nothing", async () => {
    await ask("reader@example.org");
    await send();
    const token = linkIn(server.to("reader@example.org")[0]);
    const [row] = await db.$client`select row_to_json(r)::text || row_to_json(o)::text as all
      from alert_requests r, outbox o`;
    expect(String(row?.all)).not.toContain(token);
    expect(String(row?.all)).not.toContain(Buffer.from(token, "base64url").subarray(16).toString("hex"));
  });

  test("is good for 48 hours from its mail, and each of two mails' links is", async () => {
    await ask("reader@example.org");
    await send();
    await ask("reader@example.org", later(HOUR));
    await send(later(HOUR));
    const [first, second] = server.to("reader@example.org").map(linkIn);
    expect(first).not.toBe(second);
    expect(await confirmable(db, first ?? "", later(LINK_MS))).toBeDefined();
    expect(await confirmable(db, second ?? "", later(HOUR + LINK_MS - 1))).toBeDefined();
    expect(await confirm(db, second ?? "", later(HOUR + LINK_MS))).toBeUndefined();
    expect(await confirm(db, first ?? "", later(HOUR))).toBeDefined();
    expect(await confirm(db, second ?? "", later(HOUR))).toBeUndefined();
  });

  test("confirmed twice at the same moment is one subscription", async () => {
    await ask("reader@example.org");
    await send();
    const token = linkIn(server.to("reader@example.org")[0]);
    const confirmed = await Promise.all(Array.from({ length: 5 }, () => confirm(db, token, NOW)));
    expect(confirmed.filter(Boolean)).toHaveLength(1);
    expect(await subscribed("reader@example.org")).toEqual(["issue"]);
  });

  test("for a journal, and for its special issue, are two", async () => {
    await anArticleAdded(db, journalId, NOW, { specialIssue: "Repair" });
    const [special] = await db.$client<{ id: number }[]>`select id from special_issues`;
    const specialIssueId = special?.id ?? 0;
    await aSubscriber(db, server, "reader@example.org", { journalId }, NOW);
    await aSubscriber(db, server, "reader@example.org", { journalId, specialIssueId, frequency: "week" }, NOW);
    expect(await subscribed("reader@example.org")).toEqual(expect.arrayContaining(["issue", "week"]));
  });

  test("by another spelling of the address is no second one", async () => {
    await aSubscriber(db, server, "Reader@Example.org", { journalId }, NOW);
    await aSubscriber(db, server, "reader@example.org", { journalId, frequency: "week" }, later(HOUR));
    expect(await subscribed("READER@example.org")).toEqual(["week"]);
  });

  test("that nobody confirms is forgotten", async () => {
    await ask("reader@example.org");
    await send();
    await forgetRequests(db, later(-1), later(DAY));
    expect(await db.$client`select from alert_requests`).toHaveLength(1);
    await forgetRequests(db, later(1), later(LINK_MS - 1));
    expect(await db.$client`select from alert_requests`).toHaveLength(1);
    await forgetRequests(db, later(1), later(REQUEST_KEPT_MS));
    expect(await db.$client`select from alert_requests`).toHaveLength(0);
  });
});

describe("a stranger who signs up somebody else's address", () => {
  test("is answered alike, and causes the same writes, whether it is unknown, asked already, or subscribed", async () => {
    await aSubscriber(db, server, "subscribed@example.org", { journalId }, later(-DAY));
    await ask("pending@example.org", later(-HOUR));
    const seen: object[] = [];
    for (const email of ["unknown@example.org", "pending@example.org", "subscribed@example.org"]) {
      const before = await mails();
      const answer = await ask(email);
      const [request] = await db.$client`select asked, mailed from alert_requests where email_key = ${email}`;
      seen.push({ answer, mails: (await mails()) - before, ...request });
    }
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1);
  });

  test("cannot be told who is subscribed: the list of subscribers is not looked at", async () => {
    await db.$client`alter table alert_subscriptions rename to taken_away`;
    try {
      expect(await ask("reader@example.org")).toBe("asked");
    } finally {
      await db.$client`alter table taken_away rename to alert_subscriptions`;
    }
  });

  test("changes nothing of a subscription: its mailbox is told, and must confirm another rhythm", async () => {
    await aSubscriber(db, server, "reader@example.org", { journalId }, later(-DAY));
    await ask("reader@example.org");
    await send();
    const already = server.to("reader@example.org").at(-1);
    expect(already?.headers.get("subject")).toMatch(/^You have this alert/);
    expect(linkIn(already)).toBe("");
    await ask("reader@example.org", later(HOUR), { frequency: "week" });
    await send(later(HOUR));
    const change = server.to("reader@example.org").at(-1);
    expect(change?.headers.get("subject")).toMatch(/^Confirm the change/);
    expect(await subscribed("reader@example.org")).toEqual(["issue"]);
    await confirm(db, linkIn(change), later(HOUR));
    expect(await subscribed("reader@example.org")).toEqual(["week"]);
  });

  test("does not change what the mail already sent confirms, when there is no new mail", async () => {
    await ask("reader@example.org");
    await send();
    await ask("reader@example.org", later(60_000), { frequency: "week" });
    await send(later(60_000));
    expect(server.to("reader@example.org")).toHaveLength(1);
    await confirm(db, linkIn(server.to("reader@example.org")[0]), later(120_000));
    expect(await subscribed("reader@example.org")).toEqual(["issue"]);
  });
});

describe("a mailbox", () => {
  test("gets so many mails a day, whatever it is signed up for, and the answer does not tell", async () => {
    const many = await Promise.all(Array.from({ length: 12 }, () => aJournal(db)));
    const answers: string[] = [];
    for (const { id } of many) answers.push(await ask("victim@example.org", NOW, { journalId: id }));
    await send();
    expect(new Set(answers)).toEqual(new Set(["asked"]));
    expect(server.to("victim@example.org")).toHaveLength(MAILS_A_DAY);
  });

  test("is one under all spellings providers deliver to it, and sign-ups at one moment find no gap", async () => {
    const spellings = Array.from({ length: 20 }, (_, i) =>
      i % 2 ? `victim+${i}@example.org` : `v.ictim+${i}@Example.org`,
    );
    await Promise.all(spellings.map((spelling) => ask(spelling)));
    await send();
    expect(server.received).toHaveLength(MAILS_A_DAY);
  });

  test("gets so many mails a month, however patient the stranger", async () => {
    for (let hour = 0; hour < 20 * 24; hour += 5) {
      await ask("victim@example.org", later(hour * HOUR));
      await send(later(hour * HOUR));
    }
    expect(server.to("victim@example.org")).toHaveLength(MAILS_A_MONTH);
  });

  test("gets one mail for a button pressed twice", async () => {
    await Promise.all([ask("reader@example.org"), ask("reader@example.org"), ask("reader@example.org")]);
    await send();
    expect(server.received).toHaveLength(1);
  });

  test("gets none beyond the site's number an hour: everybody is asked to come later", async () => {
    await aSubscriber(db, server, "known@example.org", { journalId }, later(-2 * HOUR));
    for (let i = 0; i < MAILS_AN_HOUR; i += 1) expect(await ask(`reader${i}@example.org`)).toBe("asked");
    expect([
      await ask("unknown@example.org"),
      await ask("known@example.org"),
      await ask("reader1@example.org"),
    ]).toEqual(["busy", "busy", "busy"]);
    expect(await ask("unknown@example.org", later(HOUR))).toBe("asked");
  });
});

describe("leaving", () => {
  test("is by a link that stands in every mail, once and for all; looking at it changes nothing", async () => {
    await aSubscriber(db, server, "reader@example.org", { journalId }, later(-DAY));
    await ask("reader@example.org");
    await send();
    const token = leaveLinkIn(server.to("reader@example.org").at(-1));
    expect(await leavable(db, token)).toMatchObject({ journal: { id: journalId } });
    expect(await subscribed("reader@example.org")).toEqual(["issue"]);
    expect(await leave(db, token)).toBeDefined();
    expect(await subscribed("reader@example.org")).toEqual([]);
    expect(await leave(db, token)).toBeUndefined();
    expect(await leavable(db, token)).toBeUndefined();
  });

  test("works by an old mail's link for the subscription of a later day, years on", async () => {
    await aSubscriber(db, server, "reader@example.org", { journalId }, NOW);
    await ask("reader@example.org", later(DAY));
    await send(later(DAY));
    const token = leaveLinkIn(server.to("reader@example.org").at(-1));
    await leave(db, token);
    await aSubscriber(db, server, "reader@example.org", { journalId }, later(1000 * DAY));
    expect(await leave(db, token)).toBeDefined();
    expect(await subscribed("reader@example.org")).toEqual([]);
  });

  test("ends no other subscription", async () => {
    await aSubscriber(db, server, "reader@example.org", { journalId }, later(-DAY));
    await aSubscriber(db, server, "other@example.org", { journalId }, later(-DAY));
    const other = await aJournal(db);
    await aSubscriber(db, server, "reader@example.org", { journalId: other.id }, later(-DAY + HOUR));
    await ask("reader@example.org");
    await send();
    await leave(db, leaveLinkIn(server.to("reader@example.org").at(-1)));
    expect(await subscribed("reader@example.org")).toEqual(["issue"]);
    expect(await subscribed("other@example.org")).toEqual(["issue"]);
  });

  test.each(["", "x", "A".repeat(22), "../../etc", "%00"])("by %j ends nothing and breaks nothing", async (token) => {
    await aSubscriber(db, server, "reader@example.org", { journalId }, NOW);
    expect(await leave(db, token)).toBeUndefined();
    expect(await confirm(db, token, NOW)).toBeUndefined();
    expect(await subscribed("reader@example.org")).toEqual(["issue"]);
  });
});

describe("what is kept about an address", () => {
  /** Every table of the database, as text. */
  const everything = async (): Promise<string> => {
    const tables = await db.$client<{ name: string }[]>`
      select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r'`;
    const texts: string[] = [];
    for (const { name } of tables)
      texts.push(
        ...(await db.$client.unsafe(`select row_to_json(t)::text as row from ${name} t`)).map(({ row }) => row),
      );
    return texts.join("\n").toLowerCase();
  };

  test("is exported whole, and erased without a trace; others are not touched", async () => {
    await aSubscriber(db, server, "Reader@example.org", { journalId }, later(-DAY));
    const other = await aJournal(db);
    await ask("reader@example.org", NOW, { journalId: other.id, frequency: "week" });
    await ask("reader2@example.org");
    const held = await heldAbout(db, address("reader@example.org"));
    expect(held).toMatchObject({
      address: "reader@example.org",
      subscriptions: [{ address: "Reader@example.org", frequency: "issue", specialIssue: null }],
      unconfirmed: [{ address: "reader@example.org", frequency: "week" }],
      mail: [
        { kind: "alert-confirmation", state: "sent", subject: expect.stringContaining("Please confirm") },
        { kind: "alert-confirmation", state: "waiting" },
      ],
    });
    expect(await everything()).toContain("reader@example.org");
    const erased = await erase(db, address("READER@example.org"));
    expect(erased).toEqual({ subscriptions: 1, unconfirmed: 1, mail: 2 });
    expect(await everything()).not.toContain("reader@example.org");
    expect(await everything()).toContain("reader2@example.org");
    await send();
    expect(server.to("reader@example.org")).toEqual([]);
    expect(server.to("reader2@example.org")).toHaveLength(1);
    expect(await heldAbout(db, address("reader@example.org"))).toMatchObject({
      subscriptions: [],
      unconfirmed: [],
      mail: [],
    });
  });

  test("goes by itself: from the list when its owner leaves, from the record of mail in time", async () => {
    await aSubscriber(db, server, "reader@example.org", { journalId }, later(-DAY));
    await ask("reader@example.org");
    await send();
    await leave(db, leaveLinkIn(server.to("reader@example.org").at(-1)));
    await forgetRequests(db, later(DAY), later(5 * DAY));
    await forgetMail(db, { contents: later(DAY), keys: later(-DAY) });
    expect(await everything()).not.toContain("reader@example.org");
  });
});
