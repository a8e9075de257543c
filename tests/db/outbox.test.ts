import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { TRIED_FOR_MS } from "@/lib/mail/backoff";
import type { Mail, Renderer } from "@/lib/mail/mail";
import { Sender, type SenderSettings } from "@/lib/mail/sender";
import { smtpSettings } from "@/lib/mail/smtp-settings";
import { claimMail, markHandingOver, settleMail, takeOverAbandoned } from "@/lib/mail/sql/claim";
import { forgetMail, outboxCounts, outboxRow, queueMail, retryMail } from "@/lib/mail/sql/outbox";
import { mailHealth } from "@/lib/mail/state";
import { testDatabase } from "../fixtures/database";
import { decodedHeader, MailServer, type Received, refusal } from "../fixtures/mail-server";

const { db } = await testDatabase();
const servers: MailServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  await db.$client`delete from outbox`;
});

const NOW = new Date("2026-03-02T12:00:00Z");
const later = (ms: number) => new Date(NOW.getTime() + ms);
const MINUTE = 60_000;

const serve = async (...how: Parameters<typeof MailServer.start>) => {
  const server = await MailServer.start(...how);
  servers.push(server);
  return server;
};

const plain: Renderer = async (_, { words = "Words" }) => ({
  subject: "A test",
  text: words,
  html: `<p>${words}</p>`,
  headers: {},
});

const sender = (url: string, settings: Partial<SenderSettings> & { answerMs?: number } = {}) =>
  new Sender(db, {
    smtp: smtpSettings(url, { answerMs: settings.answerMs ?? 5_000 }),
    from: "Footfall <no-reply@footfall.example>",
    renderers: new Map([["plain", plain]]),
    clock: () => NOW,
    ...settings,
  });

const mail = (to: string, overrides: Partial<Mail> = {}): Mail => ({
  kind: "plain",
  key: `plain/${randomUUID()}`,
  recipient: { email: to, mailbox: to },
  payload: {},
  ...overrides,
});

const queued = async (to: string, overrides: Partial<Mail> = {}): Promise<string> => {
  const one = mail(to, overrides);
  await queueMail(db, [one], NOW);
  return one.key;
};
const stateOf = async (key: string) => {
  const row = await outboxRow(db, key);
  return row && { state: row.state, attempts: row.attempts, next: row.nextAttempt };
};

describe("the outbox", () => {
  test("sends a message in two forms, named after its row, and keeps the server's answer", async () => {
    const server = await serve();
    const key = await queued("reader@example.org", { payload: { words: "Größe .\r\n.\r\n.. é" } });
    expect(await sender(server.url).pass()).toBe(1);
    const row = await outboxRow(db, key);
    expect(row).toMatchObject({
      state: "sent",
      subject: "A test",
      settled: NOW,
      reply: expect.stringMatching(/^250 /),
    });
    const [received] = server.received;
    expect(received?.from).toBe("no-reply@footfall.example");
    expect(received?.headers.get("message-id")).toBe(`<${row?.id}@footfall.example>`);
    expect(received?.headers.get("to")).toBe("reader@example.org");
    expect(received?.headers.get("auto-submitted")).toBe("auto-generated");
    const lines = (words = "") => words.trim().split(/\r?\n/);
    expect(lines(received?.text)).toEqual(["Größe .", ".", ".. é"]);
    expect(lines(received?.html)).toEqual(["<p>Größe .", ".", ".. é</p>"]);
  });

  test("makes a mail once for its key, and only with what causes it", async () => {
    const one = mail("reader@example.org");
    expect(await queueMail(db, [one, one], NOW)).toEqual([one.key]);
    expect(await queueMail(db, [one], NOW)).toEqual([]);
    const other = mail("reader@example.org");
    await expect(
      db.transaction(async (tx) => {
        await queueMail(tx, [other], NOW);
        throw new Error("the cause did not come about");
      }),
    ).rejects.toThrow("did not come about");
    expect(await outboxRow(db, other.key)).toBeUndefined();
  });

  test("is emptied by several processes at once, each mail going once", async () => {
    const server = await serve();
    const addresses = Array.from({ length: 60 }, (_, i) => `reader${i}@example.org`);
    await queueMail(
      db,
      addresses.map((address) => mail(address)),
      NOW,
    );
    await Promise.all(Array.from({ length: 4 }, () => sender(server.url).pass()));
    expect(server.received.map(({ to }) => to[0]).sort()).toEqual(addresses.toSorted());
    expect(await outboxCounts(db)).toMatchObject({ waiting: 0, failed: 0, uncertain: 0 });
  });

  test("sends what somebody waits for before what can wait", async () => {
    const server = await serve();
    await queued("patient@example.org");
    await queued("waiting@example.org", { urgent: true });
    await sender(server.url, { lanes: 1 }).pass();
    expect(server.received.map(({ to }) => to[0])).toEqual(["waiting@example.org", "patient@example.org"]);
  });

  test("withdraws what has no reason any more", async () => {
    const server = await serve();
    const key = await queued("reader@example.org");
    await sender(server.url, { renderers: new Map([["plain", async () => undefined]]) }).pass();
    expect(await stateOf(key)).toMatchObject({ state: "withdrawn" });
    expect(server.received).toEqual([]);
  });
});

describe("a server that", () => {
  test("is down gets every mail when it is back, once", async () => {
    const gone = await MailServer.start();
    await gone.stop();
    const keys = [await queued("a@example.org", { urgent: true }), await queued("b@example.org")];
    expect(await sender(gone.url, { lanes: 1 }).pass()).toBe(1);
    expect(await stateOf(keys[0] ?? "")).toEqual({ state: "waiting", attempts: 1, next: later(MINUTE) });
    expect(await stateOf(keys[1] ?? "")).toMatchObject({ state: "waiting", attempts: 0 });
    const server = await serve({}, undefined, gone.port);
    await sender(server.url, { clock: () => later(MINUTE) }).pass();
    expect(server.received.map(({ to }) => to[0]).sort()).toEqual(["a@example.org", "b@example.org"]);
  });

  test("cannot be reached is left alone for a minute", async () => {
    let now = NOW;
    let tries = 0;
    const server = await serve({
      onConnect: (_, callback) => {
        tries += 1;
        callback(refusal(421, "not now"));
      },
    });
    for (let i = 0; i < 5; i += 1) await queued(`reader${i}@example.org`);
    const patient = sender(server.url, { lanes: 1, clock: () => now });
    expect([await patient.pass(), await patient.pass(), tries]).toEqual([1, 0, 1]);
    now = later(MINUTE);
    expect([await patient.pass(), tries]).toEqual([1, 2]);
  });

  test("refuses one recipient for good gets the others' mail all the same", async () => {
    const server = await serve({
      onRcptTo: ({ address }, _, callback) =>
        callback(address.startsWith("nobody") ? refusal(550, "no such user here") : null),
    });
    const refused = await queued("nobody@example.org", { urgent: true });
    await queued("reader@example.org");
    await sender(server.url, { lanes: 1 }).pass();
    expect(await outboxRow(db, refused)).toMatchObject({
      state: "failed",
      faultOf: "recipient",
      reply: expect.stringContaining("550 no such user here"),
    });
    expect(server.received.map(({ to }) => to)).toEqual([["reader@example.org"]]);
    await sender(server.url, { clock: () => later(TRIED_FOR_MS) }).pass();
    expect(server.received).toHaveLength(1);
  });

  test("refuses the whole message for good is believed", async () => {
    const server = await serve({}, async () => {
      throw refusal(554, "we do not like it");
    });
    const key = await queued("reader@example.org");
    await sender(server.url).pass();
    expect(await stateOf(key)).toMatchObject({ state: "failed", attempts: 1 });
  });

  test.each([
    ["recipient", 450, "greylisted"],
    ["message", 451, "try again later"],
    ["session", 503, "bad sequence"],
  ])("refuses the %s for now is asked again, with growing waits, for two days", async (what, code, words) => {
    const no = refusal(Number(code), String(words));
    const server = await serve(what === "message" ? {} : { onRcptTo: (_, __, callback) => callback(no) }, async () =>
      Promise.reject(no),
    );
    const key = await queued("reader@example.org");
    let now = NOW;
    const waits: number[] = [];
    for (;;) {
      await sender(server.url, { clock: () => now }).pass();
      const row = await stateOf(key);
      if (row?.state !== "waiting") break;
      waits.push((row.next.getTime() - now.getTime()) / MINUTE);
      now = row.next;
    }
    expect(waits.slice(0, 8)).toEqual([1, 5, 15, 30, 60, 120, 240, 240]);
    const tried = waits.reduce((sum, wait) => sum + wait, 0);
    expect(tried).toBeGreaterThan(43 * 60);
    expect(tried).toBeLessThanOrEqual(48 * 60);
    expect(await stateOf(key)).toMatchObject({ state: "failed" });
  });

  test("refuses our password, or our sender, keeps the mail waiting until that is put right", async () => {
    let open = false;
    const server = await serve({
      onAuth: ({ password }, _, callback) =>
        password === "right" ? callback(null, { user: "u" }) : callback(refusal(535, "bad credentials")),
      onMailFrom: (_, __, callback) => callback(open ? null : refusal(553, "not your sender")),
    });
    const key = await queued("reader@example.org");
    await sender(server.url.replace("//", "//user:wrong@")).pass();
    expect(await outboxRow(db, key)).toMatchObject({
      state: "waiting",
      faultOf: "server",
      reply: expect.stringContaining("535"),
    });
    const signedIn = server.url.replace("//", "//user:right@");
    await sender(signedIn, { clock: () => later(MINUTE) }).pass();
    expect(await outboxRow(db, key)).toMatchObject({
      state: "waiting",
      faultOf: "server",
      reply: expect.stringContaining("553"),
    });
    open = true;
    await sender(signedIn, { clock: () => later(10 * MINUTE) }).pass();
    expect(server.received).toHaveLength(1);
  });

  test("drops the connection in the middle of a message gets it whole the next time, once", async () => {
    let drops = 1;
    const server = await serve();
    const dropping = await serve({
      onData: (stream) => {
        stream.once("data", () => {
          drops -= 1;
          dropping.drop();
        });
      },
    });
    // Too long for what lies between two processes to swallow: its end cannot be on its way yet.
    const key = await queued("reader@example.org", { payload: { words: "Many words. ".repeat(1_000_000) } });
    // A busy machine takes seconds to write so much down; the server is not what is slow here.
    await sender(dropping.url, { answerMs: 25_000 }).pass();
    expect(drops).toBe(0);
    expect(await stateOf(key)).toMatchObject({ state: "waiting", attempts: 1 });
    await sender(server.url, { clock: () => later(MINUTE) }).pass();
    expect(server.received).toHaveLength(1);
    expect(await stateOf(key)).toMatchObject({ state: "sent" });
  });

  test("takes a message and drops the connection without a word makes it uncertain, and it is not sent again", async () => {
    const server = await serve({}, () => {
      server.drop();
      return new Promise(() => {});
    });
    const key = await queued("reader@example.org");
    await sender(server.url).pass();
    expect(await stateOf(key)).toMatchObject({ state: "uncertain" });
    for (const wait of [MINUTE, TRIED_FOR_MS]) await sender(server.url, { clock: () => later(wait) }).pass();
    expect(server.received).toHaveLength(1);
    expect(await mailHealth(db, NOW)).toMatchObject({ waiting: 0, uncertain: 1, late: false });
  });

  test("is slow is waited for; one that never answers makes the mail uncertain", async () => {
    const slow = await serve({ onRcptTo: (_, __, callback) => void delay(300).then(() => callback()) }, async () =>
      delay(600, undefined),
    );
    const key = await queued("reader@example.org");
    await sender(slow.url).pass();
    expect(await stateOf(key)).toMatchObject({ state: "sent" });
    const silent = await serve({}, () => new Promise(() => {}));
    const other = await queued("other@example.org");
    await sender(silent.url, { answerMs: 400 }).pass();
    expect(await stateOf(other)).toMatchObject({ state: "uncertain" });
    expect(silent.received).toHaveLength(1);
  });
});

describe("a process that is gone", () => {
  test("leaves what it had not handed over to others, when its lease is over", async () => {
    const server = await serve();
    const key = await queued("reader@example.org");
    const claimed = await claimMail(db, NOW, MINUTE);
    await sender(server.url, { clock: () => later(MINUTE) }).pass();
    expect(server.received).toEqual([]);
    await sender(server.url, { clock: () => later(MINUTE + 1) }).pass();
    await sender(server.url, { clock: () => later(3 * MINUTE) }).pass();
    expect(server.received).toHaveLength(1);
    expect(await stateOf(key)).toMatchObject({ state: "sent", attempts: 2 });
    // It was only slow, and comes back: what it holds is no longer its own.
    if (claimed) expect(await markHandingOver(db, claimed, "late")).toBe(false);
  });

  test("and was only slow cannot hand over what another is sending now", async () => {
    await queued("reader@example.org");
    const first = await claimMail(db, NOW, MINUTE);
    await takeOverAbandoned(db, later(2 * MINUTE), () => later(2 * MINUTE));
    const second = await claimMail(db, later(2 * MINUTE), MINUTE);
    if (!first || !second) throw new Error("there was nothing to claim");
    expect(second.id).toBe(first.id);
    expect(await markHandingOver(db, first, "A test")).toBe(false);
    expect(await markHandingOver(db, second, "A test")).toBe(true);
    await settleMail(db, first, { state: "failed", reply: "not its to say" }, NOW);
    await settleMail(db, second, { state: "sent", reply: "250 OK" }, NOW);
    expect(await outboxCounts(db)).toMatchObject({ waiting: 0, failed: 0, uncertain: 0 });
  });

  test("leaves what it had handed over uncertain", async () => {
    const server = await serve();
    const key = await queued("reader@example.org");
    const claimed = await claimMail(db, NOW, MINUTE);
    if (claimed) expect(await markHandingOver(db, claimed, "A test")).toBe(true);
    await sender(server.url, { clock: () => later(2 * MINUTE) }).pass();
    expect(await stateOf(key)).toMatchObject({ state: "uncertain" });
    expect(server.received).toEqual([]);
  });

  test("two that hold one mail, as a lease was too short, do not both send it", async () => {
    let arrived: (mail: Received) => void = () => {};
    const first = new Promise<Received>((resolve) => {
      arrived = resolve;
    });
    let go: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    let connections = 0;
    const server = await serve(
      {
        onRcptTo: (_, __, callback) => {
          connections += 1;
          if (connections > 1) return callback();
          void gate.then(() => callback());
        },
      },
      async (received) => void arrived(received),
    );
    const key = await queued("reader@example.org");
    const slow = sender(server.url, { leaseMs: MINUTE }).pass();
    while (connections === 0) await delay(5);
    await sender(server.url, { clock: () => later(2 * MINUTE) }).pass();
    await sender(server.url, { clock: () => later(4 * MINUTE) }).pass();
    await first;
    go();
    await slow;
    expect(server.received).toHaveLength(1);
    expect(await stateOf(key)).toMatchObject({ state: "sent" });
  });
});

describe("an operator", () => {
  test("may have an uncertain mail sent again, knowing that it may come twice", async () => {
    const server = await serve();
    const key = await queued("reader@example.org");
    const claimed = await claimMail(db, NOW, MINUTE);
    if (claimed) await markHandingOver(db, claimed, "A test");
    await sender(server.url, { clock: () => later(2 * MINUTE) }).pass();
    expect(await retryMail(db, claimed?.id ?? "", later(3 * MINUTE))).toBe(true);
    await sender(server.url, { clock: () => later(3 * MINUTE) }).pass();
    expect(await stateOf(key)).toMatchObject({ state: "sent" });
    expect(await retryMail(db, claimed?.id ?? "", NOW)).toBe(false);
  });

  test("is told when mail waits for want of a server, and not when one recipient's server says wait", async () => {
    const greylisting = await serve({ onRcptTo: (_, __, callback) => callback(refusal(450, "later")) });
    await queued("reader@example.org");
    await sender(greylisting.url).pass();
    expect(await mailHealth(db, later(120 * MINUTE))).toMatchObject({ waiting: 1, waitingSince: null, late: false });
    await queued("other@example.org");
    expect(await mailHealth(db, later(59 * MINUTE))).toMatchObject({ waiting: 2, late: false });
    expect(await mailHealth(db, later(61 * MINUTE))).toMatchObject({ waitingSince: NOW.toISOString(), late: true });
  });

  test("finds whom and what settled mail was to forgotten in time, and the key later", async () => {
    const server = await serve();
    const key = await queued("reader@example.org", { payload: { words: "Secret" } });
    const waiting = await queued("patient@example.org", { urgent: false });
    await sender(server.url, { lanes: 1, passMs: 0 }).pass();
    await sender(server.url, { lanes: 1 }).sendOne(key);
    await forgetMail(db, { contents: later(1), keys: later(-1) });
    expect(await outboxRow(db, key)).toMatchObject({
      recipient: null,
      mailbox: null,
      payload: {},
      reply: null,
      subject: null,
    });
    expect(await outboxRow(db, waiting)).toMatchObject({ recipient: "patient@example.org", state: "waiting" });
    await forgetMail(db, { contents: later(1), keys: later(1) });
    expect(await outboxRow(db, key)).toBeUndefined();
  });
});

test("a subject of many scripts and signs arrives as it was written, and breaks out of nothing", async () => {
  const server = await serve();
  const subject = "“Größe” – مجلة الاختبارات\r\nBcc: everybody@example.org 🧪 ".repeat(8);
  const renderers = new Map<string, Renderer>([
    ["plain", async () => ({ subject, text: "t", html: "<p>h</p>", headers: {} })],
  ]);
  await queued("reader@example.org");
  await sender(server.url, { renderers }).pass();
  const [received] = server.received;
  expect(received?.to).toEqual(["reader@example.org"]);
  expect(received?.headers.has("bcc")).toBe(false);
  expect(decodedHeader(received?.headers.get("subject"))).toBe(subject.replace(/\r\n/g, " ").trim());
});
