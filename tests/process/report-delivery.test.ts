import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { connect, type Db } from "@/lib/db/connection";
import { type EmbeddedServer, startEmbedded } from "@/lib/db/embedded/server";
import { migrate } from "@/lib/db/migrate";
import type { TargetKind } from "@/lib/db/schema/reports";
import { newWebhookSecret } from "@/lib/reports/delivery/webhook-signature";
import { BucketServer } from "../fixtures/bucket-server";
import { HttpServer } from "../fixtures/http-server";
import { MailServer } from "../fixtures/mail-server";
import { aReport, deliveriesOf, hashOf, someBytes, testSettings } from "../fixtures/reports";
import { root, running, until } from "./footfall-process";

const HOUR = 3_600_000;
const NOW = new Date("2025-12-01T08:00:00Z");
/** Mails and delivers what is due at an instant, and says when it begins; it is killed, or ends by itself. */
const DELIVERER = `
  import { connect } from "./lib/db/connection.ts";
  import { Sender } from "./lib/mail/sender.ts";
  import { smtpSettings } from "./lib/mail/smtp-settings.ts";
  import { deliverDue } from "./lib/reports/delivery/deliver.ts";
  import { REPORT_MAIL, REPORT_TROUBLE_MAIL, reportRenderer, troubleRenderer } from "./lib/reports/delivery/mail.ts";
  const [to, url, at, written] = process.argv.slice(2);
  const db = connect(JSON.parse(to), 8, "deliverer");
  const now = new Date(Number(at));
  const settings = JSON.parse(written);
  const renderers = new Map([
    [REPORT_MAIL, reportRenderer(async () => settings)],
    [REPORT_TROUBLE_MAIL, troubleRenderer(settings.site)],
  ]);
  const sender = new Sender(db, { smtp: smtpSettings(url), from: "a@site.example", renderers, clock: () => now, passMs: 60000 });
  await db.$client\`select 1\`;
  console.log("begins");
  await Promise.all([sender.pass(), deliverDue(db, now, settings, { passMs: 60000 })]);
  await deliverDue(db, now, settings);
  await db.$client.end();
`;

const folder = mkdtempSync(path.join(os.tmpdir(), "footfall-delivery-"));
const bundle = path.join(root, "node_modules/.cache", `delivery-test-${process.pid}.mjs`);
let postgres: EmbeddedServer;
let db: Db;
let settings: ReturnType<typeof testSettings>;
let [mail, hook, bucket] = [] as unknown as [MailServer, HttpServer, BucketServer];
const children: ChildProcess[] = [];
const wait = (most: number) => delay(Math.random() * most);

beforeAll(async () => {
  await build({
    stdin: { contents: DELIVERER, resolveDir: root, loader: "ts" },
    absWorkingDir: root,
    ...{ bundle: true, packages: "external", platform: "node", format: "esm", outfile: bundle },
  });
  postgres = await startEmbedded(path.join(folder, "data"));
  await migrate(postgres.connection);
  db = connect(postgres.connection, 4, "test");
  mail = await MailServer.start({ onRcptTo: (_, __, done) => void wait(15).then(() => done()) }, () =>
    wait(15).then(() => undefined),
  );
  hook = await HttpServer.start((_, response) => wait(15).then(() => void response.writeHead(204).end()));
  bucket = await BucketServer.start();
  const at = path.join(folder, "files");
  settings = testSettings({ bucket: bucket.settings(), dataDir: at, exportDir: path.join(folder, "exports") });
}, 120_000);

afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await db.$client`delete from outbox`;
  await db.$client`delete from report_runs`;
});

afterAll(async () => {
  await Promise.all([mail.stop(), hook.stop(), bucket.stop()]);
  await db.$client.end();
  await postgres.stop();
  for (const pid of running(folder)) process.kill(pid, "SIGKILL");
  rmSync(bundle, { force: true });
  rmSync(folder, { recursive: true, force: true });
});

function deliver(hours: number) {
  const now = String(NOW.getTime() + hours * HOUR);
  const args = [bundle, JSON.stringify(postgres.connection), mail.url, now, JSON.stringify(settings)];
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

const PDF = someBytes(1_500_000);
const CSV = someBytes(40_000);
const EACH = 30;
const aWorld = (kinds: readonly TargetKind[], each = EACH) =>
  aReport(db, NOW, {
    settings,
    files: [
      { format: "pdf", name: "overview.pdf", mediaType: "application/pdf", content: PDF },
      { format: "csv", name: "overview.csv", mediaType: "text/csv", content: CSV },
    ],
    targets: kinds.flatMap((kind) =>
      Array.from({ length: each }, (_, i) => ({
        kind,
        address: { mail: `reader${i}@example.org`, webhook: `${hook.url}/${i}`, folder: `to/${i}`, s3: `to/${i}` }[
          kind
        ],
        ...(kind === "webhook" ? { secret: newWebhookSecret() } : {}),
      })),
    ),
  });

test("killed fifteen times at any moment, two at once: no mail comes twice, and everything else comes, as itself", async () => {
  const { runId } = await aWorld(["mail", "webhook", "folder", "s3"]);
  let hours = 0;
  for (let round = 0; round < 15; round += 1) {
    const pair = [deliver(hours), deliver(hours)];
    await Promise.all(pair.map(({ begun }) => begun));
    await Promise.all(pair.map(({ kill }) => wait(250).then(kill)));
    hours += 1;
  }
  // Whoever comes by later: leases are over, and what was handed over without an answer is uncertain.
  for (const later of [1, 2, 6, 12]) expect(await deliver(hours + later).ended).toBe(0);
  const rows = await deliveriesOf(db, runId);
  expect(rows).toHaveLength(4 * EACH);
  const of = (kind: string) => rows.filter((row) => row.kind === kind);
  expect(of("mail").filter(({ address }) => mail.to(address).length > 1)).toEqual([]);
  expect(of("mail").filter(({ state }) => state !== "sent" && state !== "uncertain")).toEqual([]);
  expect(of("mail").filter(({ state, address }) => state === "sent" && mail.to(address).length !== 1)).toEqual([]);
  for (const kind of ["webhook", "folder", "s3"]) expect(of(kind).filter(({ state }) => state !== "sent")).toEqual([]);
  for (const { id, address } of of("webhook")) {
    const asked = hook.asked.filter((one) => hook.url + one.path === address);
    expect(asked.length).toBeGreaterThan(0);
    expect(new Set(asked.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([id]));
  }
  const names = ["pdf", "csv"].map((ending) => `overview-${runId.slice(0, 8)}.${ending}`);
  for (const { address } of of("folder")) {
    const there = readdirSync(path.join(settings.exportDir ?? "", address)).filter((name) => !name.endsWith(".part"));
    expect(there.sort()).toEqual(names.toSorted());
  }
  for (const [i, content] of [PDF, CSV].entries())
    for (let n = 0; n < EACH; n += 1) {
      const file = path.join(settings.exportDir ?? "", `to/${n}`, names[i] ?? "");
      expect(hashOf(readFileSync(file))).toBe(hashOf(content));
      expect(hashOf(bucket.objects.get(`to/${n}/${names[i]}`)?.body ?? "")).toBe(hashOf(content));
    }
  expect(bucket.objects.size).toBe(2 * EACH);
}, 240_000);

test("killed while a webhook is being asked: another asks again, as the same, when the lease is over", async () => {
  const { runId, deliveries } = await aWorld(["webhook"], 1);
  let asked = 0;
  const answer = hook.behave;
  hook.behave = () => {
    asked += 1;
  };
  const dying = deliver(0);
  await until(() => asked === 1, 20_000);
  await dying.kill();
  expect(await deliveriesOf(db, runId)).toMatchObject([{ state: "sending" }]);
  hook.behave = answer;
  const had = hook.asked.length;
  expect(await deliver(0).ended).toBe(0);
  expect(hook.asked).toHaveLength(had);
  for (const hours of [1, 2]) expect(await deliver(hours).ended).toBe(0);
  expect(hook.asked.slice(had).map(({ headers }) => headers["webhook-id"])).toEqual(deliveries);
  expect(await deliveriesOf(db, runId)).toMatchObject([{ state: "sent", attempts: 2 }]);
});

test("killed when all but the note is done: the file is the same file once more", async () => {
  const { runId } = await aWorld(["folder"], 1);
  const target = path.join(settings.exportDir ?? "", "to/0", `overview-${runId.slice(0, 8)}.csv`);
  const dying = deliver(0);
  await until(async () => (await deliveriesOf(db, runId))[0]?.state === "sending" || existsSync(target), 20_000);
  // Whoever notes that it is delivered has to wait, and is killed there.
  const holder = await db.$client.reserve();
  await holder`begin`;
  await holder`select from report_deliveries for update`;
  await until(() => existsSync(target), 20_000);
  await dying.kill();
  await holder`rollback`;
  holder.release();
  for (const hours of [1, 2]) expect(await deliver(hours).ended).toBe(0);
  expect(await deliveriesOf(db, runId)).toMatchObject([{ state: "sent" }]);
  expect(hashOf(readFileSync(target))).toBe(hashOf(CSV));
});
