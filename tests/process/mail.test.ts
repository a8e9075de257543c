import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { connect, type Db } from "@/lib/db/connection";
import { type EmbeddedServer, findEmbedded, startEmbedded } from "@/lib/db/embedded/server";
import { migrate } from "@/lib/db/migrate";
import { outboxRow, queueMail } from "@/lib/mail/sql/outbox";
import { TEST_MAIL } from "@/lib/mail/test-mail";
import { MailServer } from "../fixtures/mail-server";
import { command, Footfall, root, running, until } from "./footfall-process";

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 2, 3, 12);
/** Sends what is due at an instant, and says when it begins; it is killed, or ends by itself. */
const SENDER = `
  import { connect } from "./lib/db/connection.ts";
  import { Sender } from "./lib/mail/sender.ts";
  import { smtpSettings } from "./lib/mail/smtp-settings.ts";
  const [to, url, now] = process.argv.slice(2);
  const db = connect(JSON.parse(to), 6, "sender");
  const plain = async (_, { times = "1" }) => {
    const text = "Words of a mail, and more words.\\n".repeat(Number(times));
    return { subject: "A test", text, html: "<p>Words</p>", headers: {} };
  };
  const settings = { smtp: smtpSettings(url), from: "no-reply@footfall.example", renderers: new Map([["plain", plain]]) };
  await db.$client\`select 1\`;
  console.log("begins");
  await new Sender(db, { ...settings, clock: () => new Date(Number(now)), passMs: 60000 }).pass();
  await db.$client.end();
`;

const folder = mkdtempSync(path.join(os.tmpdir(), "footfall-mail-"));
const bundle = path.join(root, "node_modules/.cache", `mail-test-${process.pid}.mjs`);
let postgres: EmbeddedServer;
let db: Db;
const children: ChildProcess[] = [];
const servers: MailServer[] = [];

beforeAll(async () => {
  await build({
    stdin: { contents: SENDER, resolveDir: root, loader: "ts" },
    absWorkingDir: root,
    ...{ bundle: true, packages: "external", platform: "node", format: "esm", outfile: bundle },
  });
  postgres = await startEmbedded(path.join(folder, "data"));
  await migrate(postgres.connection);
  db = connect(postgres.connection, 4, "test");
}, 120_000);

afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  for (const server of servers.splice(0)) await server.stop();
  await db.$client`delete from outbox`;
});

afterAll(async () => {
  await db.$client.end();
  await postgres.stop();
  for (const pid of running(folder)) process.kill(pid, "SIGKILL");
  rmSync(bundle, { force: true });
  rmSync(folder, { recursive: true, force: true });
});

interface Running {
  begun: Promise<void>;
  ended: Promise<number | null>;
  kill: () => Promise<void>;
}

function send(server: MailServer, now: number): Running {
  const args = [bundle, JSON.stringify(postgres.connection), server.url, String(now)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const begun = new Promise<void>((resolve) => child.stdout?.once("data", () => resolve()));
  const kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  return { begun, ended, kill };
}

async function serve(...how: Parameters<typeof MailServer.start>): Promise<MailServer> {
  const server = await MailServer.start(...how);
  servers.push(server);
  return server;
}

const ADDRESS = "reader@example.org";
async function queued(times = "1"): Promise<string> {
  const recipient = { email: ADDRESS, mailbox: ADDRESS };
  await queueMail(db, [{ kind: "plain", key: "plain/1", recipient, payload: { times } }], new Date(NOW));
  return "plain/1";
}
const stateOf = async (key: string) => (await outboxRow(db, key))?.state;

/** Holds the outbox's rows, so that whoever writes to one waits; `release` waits for those of the dead to be gone as well. */
async function holdRows(): Promise<{ waitedFor: () => Promise<boolean>; release: () => Promise<void> }> {
  const holder = await db.$client.reserve();
  await holder`begin`;
  await holder`select from outbox for update`;
  const waiting = () => db.$client`
    select from pg_stat_activity where application_name = 'footfall sender' and wait_event_type = 'Lock'`;
  return {
    waitedFor: async () => (await waiting()).length > 0,
    release: async () => {
      await holder`rollback`;
      holder.release();
      await until(async () => {
        const left = await db.$client`select from pg_stat_activity where application_name = 'footfall sender'`;
        return left.length === 0;
      }, 20_000);
    },
  };
}

/** Other processes come by, soon and late. */
async function others(server: MailServer): Promise<void> {
  for (const hours of [24, 30, 60, 90]) expect(await send(server, NOW + hours * HOUR).ended).toBe(0);
}

describe("a process that is killed", () => {
  test("before it sends the message: the mail is sent by another, once", async () => {
    let asked = 0;
    const server = await serve({
      onRcptTo: (_, __, callback) => {
        asked += 1;
        if (asked > 1) callback();
      },
    });
    const key = await queued();
    const sender = send(server, NOW);
    await until(() => asked === 1, 20_000);
    await sender.kill();
    expect(await stateOf(key)).toBe("sending");
    await others(server);
    expect(server.received).toHaveLength(1);
    expect(await stateOf(key)).toBe("sent");
  });

  test("in the middle of the message: the mail is sent by another, once", async () => {
    let begun = 0;
    // It begins to read, and goes no further: what is between two processes fills up.
    const stuck = await serve({
      onData: (stream) => {
        stream.once("readable", () => {
          begun += 1;
        });
      },
    });
    const server = await serve();
    const key = await queued("600000");
    const sender = send(stuck, NOW);
    await until(() => begun === 1, 30_000);
    await delay(200);
    expect(await stateOf(key)).toBe("sending");
    await sender.kill();
    expect(await stateOf(key)).toBe("sending");
    await others(server);
    expect(server.received).toHaveLength(1);
    expect(await stateOf(key)).toBe("sent");
  });

  test("with all of the message sent but its end: the server has nothing, and the mail is sent by another, once", async () => {
    let bytes = 0;
    let ended = 0;
    const reading = await serve({
      onData: (stream, _, callback) => {
        stream.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
        });
        stream.on("end", () => {
          ended += 1;
          callback();
        });
      },
    });
    const key = await queued();
    // The claim must come through; the mark is what has to wait.
    const claimed = send(reading, NOW);
    await until(async () => (await stateOf(key)) === "sending", 20_000);
    const held = await holdRows();
    await until(async () => bytes > 0 && (await held.waitedFor()), 20_000);
    await claimed.kill();
    await held.release();
    expect(ended).toBe(0);
    expect(await stateOf(key)).toBe("sending");
    const server = await serve();
    await others(server);
    expect(server.received).toHaveLength(1);
    expect(await stateOf(key)).toBe("sent");
  });

  test("after the last byte and before the server's answer: the mail is uncertain, and not sent again", async () => {
    const server = await serve({}, () => new Promise(() => {}));
    const key = await queued();
    const sender = send(server, NOW);
    await until(() => server.received.length === 1, 20_000);
    await sender.kill();
    expect(await stateOf(key)).toBe("handing-over");
    await others(server);
    expect(server.received).toHaveLength(1);
    expect(await stateOf(key)).toBe("uncertain");
    const status = await command<{ mail: { uncertain: number } }>(
      { DATA_DIR: path.join(folder, "data") },
      "status",
    ).catch((fault: { stdout: string }) => JSON.parse(fault.stdout));
    expect(status.mail).toMatchObject({ uncertain: 1, waiting: 0 });
  });

  test("after the server's answer and before it is written down: the mail is not sent again", async () => {
    let held: Awaited<ReturnType<typeof holdRows>> | undefined;
    const server = await serve({}, async () => {
      held = await holdRows();
      return undefined;
    });
    const key = await queued();
    const sender = send(server, NOW);
    await until(async () => (await held?.waitedFor()) === true, 20_000);
    await sender.kill();
    await held?.release();
    await others(server);
    expect(server.received).toHaveLength(1);
    expect(["sent", "uncertain"]).toContain(await stateOf(key));
  });

  test("twenty times at any moment: no mail comes twice, and every one that is not uncertain comes once", async () => {
    const wait = () => delay(Math.random() * 15);
    const server = await serve({ onRcptTo: (_, __, callback) => void wait().then(() => callback()) }, () =>
      wait().then(() => undefined),
    );
    const addresses = Array.from({ length: 120 }, (_, i) => `reader${i}@example.org`);
    const mail = addresses.map((email) => ({
      ...{ kind: "plain", key: `plain/${email}`, recipient: { email, mailbox: email }, payload: { times: "50" } },
    }));
    await queueMail(db, mail, new Date(NOW));
    let kills = 0;
    for (let round = 0; round < 20; round += 1) {
      const sender = send(server, NOW + round * HOUR);
      await sender.begun;
      await delay(Math.random() * 120);
      await sender.kill();
      kills += 1;
    }
    await others(server);
    const rows = await db.$client<{ recipient: string; state: string }[]>`select recipient, state from outbox`;
    const twice = addresses.filter((email) => server.to(email).length > 1);
    expect(twice).toEqual([]);
    const uncertain = rows.filter(({ state }) => state === "uncertain").map(({ recipient }) => recipient);
    const sent = rows.filter(({ state }) => state === "sent").map(({ recipient }) => recipient);
    expect(uncertain.length + sent.length).toBe(addresses.length);
    expect(sent.filter((email) => server.to(email).length !== 1)).toEqual([]);
    expect(kills).toBe(20);
    // Three connections: no more than three mails can be on the way when a process dies.
    expect(uncertain.length).toBeLessThanOrEqual(3 * kills);
  }, 180_000);
});

test("the whole server killed while it sends goes on where it was, and nothing comes twice", async () => {
  const dataDir = path.join(folder, "whole");
  const server = await serve({}, () => delay(60, undefined));
  const env = { DATA_DIR: dataDir, SMTP_URL: server.url, SITE_URL: "https://site.example" };
  let footfall = await Footfall.start(env);
  try {
    const to = await findEmbedded(dataDir);
    if (!to) throw new Error("no database");
    const inside = connect(to, 2, "test");
    const addresses = Array.from({ length: 60 }, (_, i) => `reader${i}@example.org`);
    const mail = addresses.map((email) => ({
      ...{ kind: TEST_MAIL, key: `test/${email}`, recipient: { email, mailbox: email }, payload: {} },
    }));
    await queueMail(inside, mail, new Date());
    await until(() => server.received.length > 10, 30_000);
    const jobs = footfall.childPid("jobs");
    process.kill(jobs, "SIGKILL");
    await footfall.kill();
    const before = server.received.length;
    expect(before).toBeLessThan(addresses.length);
    footfall = await Footfall.start(env);
    const waiting = () => inside.$client`select from outbox where state = 'waiting'`;
    await until(async () => (await waiting()).length === 0, 60_000);
    await until(() => server.received.length >= addresses.length - 3, 30_000);
    const health = (await (await fetch(`${footfall.site}/api/health`)).json()) as { mail: { failed: number } };
    expect(health.mail.failed).toBe(0);
    expect(addresses.filter((email) => server.to(email).length > 1)).toEqual([]);
    const left = await undecided(inside);
    const more = mail.map((one) => ({ ...one, key: `${one.key}/again` }));
    await queueMail(inside, more, new Date());
    const had = server.received.length;
    await until(() => server.received.length > had + 5, 30_000);
    await inside.$client.end();
    // An orderly stop ends what it began: nothing new is left in between.
    expect(await footfall.terminate()).toBe(0);
    const stopped = await startEmbedded(dataDir);
    const after = connect(stopped.connection, 1, "test");
    expect((await undecided(after)).filter((key) => !left.includes(key))).toEqual([]);
    await after.$client.end();
    await stopped.stop();
  } finally {
    if (footfall.process.exitCode === null) await footfall.terminate();
  }
}, 180_000);

/** Keys of mail that is under way, or may or may not have arrived. */
async function undecided(db: Db): Promise<string[]> {
  const rows = await db.$client<{ key: string }[]>`
    select key from outbox where state in ('sending', 'handing-over', 'uncertain') order by key`;
  return rows.map(({ key }) => key);
}
