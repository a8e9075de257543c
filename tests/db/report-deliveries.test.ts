import { mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { storedPath } from "@/lib/catalog/file-store";
import { deliverDue } from "@/lib/reports/delivery/deliver";
import { queueDeliveries } from "@/lib/reports/delivery/queue";
import type { DeliverySettings } from "@/lib/reports/delivery/settings";
import { deliveryHealth } from "@/lib/reports/delivery/state";
import { newWebhookSecret, signedHeaders } from "@/lib/reports/delivery/webhook-signature";
import { abandonedDeliveries, claimDelivery, settleDelivery } from "@/lib/reports/sql/delivery-claims";
import { BucketServer } from "../fixtures/bucket-server";
import { testDatabase } from "../fixtures/database";
import { HttpServer } from "../fixtures/http-server";
import { aReport, deliveriesOf, hashOf, someBytes, testSettings } from "../fixtures/reports";

const { db } = await testDatabase();
const NOW = new Date("2025-12-01T08:00:00Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const later = (ms: number) => new Date(NOW.getTime() + ms);
const stops: (() => Promise<void>)[] = [];
const settings = testSettings();

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await db.$client`delete from outbox`;
  await db.$client`delete from report_runs`;
});

async function serve(...how: Parameters<typeof HttpServer.start>): Promise<HttpServer> {
  const server = await HttpServer.start(...how);
  stops.push(() => server.stop());
  return server;
}
const deliver = (now = NOW, with_: Partial<DeliverySettings> = {}) =>
  deliverDue(db, now, { ...settings, ...with_ }, { passMs: 60_000 });
const troubles = () => db.$client<{ recipient: string; key: string; payload: Record<string, string> }[]>`
  select recipient, key, payload from outbox where kind = 'report-trouble'`;

describe("a webhook", () => {
  const secret = newWebhookSecret();
  const hooked = (server: HttpServer, overrides = {}) =>
    aReport(db, NOW, { settings, targets: [{ kind: "webhook", address: `${server.url}/in`, secret }], ...overrides });

  test("gets what was made, signed, once", async () => {
    const server = await serve();
    const { runId, deliveries, issn } = await hooked(server, { provisional: true });
    expect(await deliver()).toBe(1);
    expect(await deliver(later(72 * HOUR))).toBe(0);
    const [asked] = server.asked;
    expect(server.asked).toHaveLength(1);
    const body = asked?.body.toString() ?? "";
    expect(asked?.headers).toMatchObject(signedHeaders(secret, deliveries[0] ?? "", NOW, body));
    expect(JSON.parse(body)).toMatchObject({
      ...{ type: "report.made", id: deliveries[0], run: runId, provisional: true, late: false },
      report: { name: "Monthly overview", title: "Journal overview", headline: "41,203 downloads, +6 %", empty: false },
      journal: { issn },
      period: { from: "2025-11-01", to: "2025-11-30", words: "November 2025" },
      countedThrough: "2025-12-01T00:00:00.000Z",
      figures: [{ label: "PDF downloads", value: 41_203, before: 38_870 }, { before: 15 }, { before: null }],
      files: [
        {
          ...{ format: "csv", bytes: 8, sha256: hashOf("a,b\n1,2\n"), expires: "2025-12-31T08:00:00.000Z" },
          url: expect.stringMatching(/^https:\/\/site\.example\/reports\/files\/[\w-]{43}\/csv$/),
        },
      ],
    });
    expect(await deliveriesOf(db, runId)).toMatchObject([{ state: "sent", attempts: 1, reply: "204 No Content" }]);
  });

  test.each([
    [404, "failed"],
    [401, "failed"],
    [408, "waiting"],
    [425, "waiting"],
    [429, "waiting"],
    [500, "waiting"],
    [302, "waiting"],
    [410, "withdrawn"],
    [200, "sent"],
  ])("that answers %i: %s", async (status, state) => {
    const server = await serve((_, response) => void response.writeHead(status, { location: "/elsewhere" }).end());
    const { runId } = await hooked(server);
    await deliver();
    expect(await deliveriesOf(db, runId)).toMatchObject([{ state, attempts: 1 }]);
    // Where a redirect leads is nobody's choice but the other side's.
    expect(server.asked).toHaveLength(1);
    expect(await troubles()).toHaveLength(state === "failed" ? 1 : 0);
  });

  test("is asked again with growing waits for two days, under the same id; then its owner is told, once", async () => {
    const server = await serve((_, response) => void response.writeHead(503).end());
    const { runId, deliveries, owner } = await hooked(server);
    let now = NOW;
    const waits: number[] = [];
    for (;;) {
      await deliver(now);
      const [row] = await deliveriesOf(db, runId);
      if (row?.state !== "waiting") break;
      waits.push((row.next.getTime() - now.getTime()) / MINUTE);
      expect(await deliver(new Date(row.next.getTime() - 1))).toBe(0);
      now = row.next;
    }
    expect(waits.slice(0, 8)).toEqual([1, 5, 15, 30, 60, 120, 240, 240]);
    expect(now.getTime() - NOW.getTime()).toBeGreaterThan(44 * HOUR);
    expect(new Set(server.asked.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set(deliveries));
    expect(new Set(server.asked.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(server.asked.length);
    const [row] = await deliveriesOf(db, runId);
    expect(row).toMatchObject({ state: "failed", reply: "503 Service Unavailable" });
    await deliver(later(96 * HOUR));
    expect(await troubles()).toMatchObject([{ recipient: owner, payload: { delivery: deliveries[0] } }]);
    expect(await deliveryHealth(db, later(96 * HOUR))).toEqual({ waiting: 0, failed: 1, uncertain: 0 });
    expect(await deliveryHealth(db, later(60 * 24 * HOUR))).toMatchObject({ failed: 0 });
  });

  test("that is gone for good is asked for nothing more, now or later", async () => {
    const server = await serve((_, response) => void response.writeHead(410).end());
    const { runId, targets } = await hooked(server);
    await db.transaction((tx) =>
      queueDeliveries(tx, { id: runId, cause: "schedule", late: false, provisional: false }, targets, later(MINUTE), 2),
    );
    await deliver();
    await deliver(later(HOUR));
    expect(server.asked).toHaveLength(1);
    expect((await deliveriesOf(db, runId)).map(({ state }) => state)).toEqual(["withdrawn", "withdrawn"]);
    await db.transaction((tx) =>
      queueDeliveries(tx, { id: runId, cause: "schedule", late: false, provisional: false }, targets, later(HOUR), 3),
    );
    expect(await deliveriesOf(db, runId)).toHaveLength(2);
  });

  test("is not asked where it is not public, and says nothing of what is there", async () => {
    const server = await serve();
    const { runId } = await hooked(server);
    await deliver(NOW, { privateWebhooks: false });
    expect(server.asked).toEqual([]);
    expect(await deliveriesOf(db, runId)).toMatchObject([
      { state: "failed", reply: "Webhooks go to https addresses only." },
    ]);
    const inside = await aReport(db, NOW, {
      settings,
      targets: [{ kind: "webhook", address: `https://127.0.0.1:${server.port}/in`, secret }],
    });
    await deliver(NOW, { privateWebhooks: false });
    expect(await deliveriesOf(db, inside.runId)).toMatchObject([
      { state: "failed", reply: expect.stringContaining("not on the public internet") },
    ]);
  });

  test("that says nothing, or dies in the middle, is asked again", async () => {
    const server = await serve((_, response) => void response.destroy());
    const { runId } = await hooked(server);
    await deliver();
    expect(await deliveriesOf(db, runId)).toMatchObject([{ state: "waiting" }]);
    server.behave = (_, response) => void response.writeHead(200).end();
    await deliver(later(MINUTE));
    expect(await deliveriesOf(db, runId)).toMatchObject([{ state: "sent", attempts: 2 }]);
  });
});

describe("claims", () => {
  const toFolders = (count: number) =>
    aReport(db, NOW, {
      settings,
      targets: Array.from({ length: count }, (_, i) => ({ kind: "folder" as const, address: `claims/${i}` })),
    });

  test("are one process's at a time, however many there are", async () => {
    const { runId } = await toFolders(40);
    const made = await Promise.all([deliver(), deliver(), deliver(), deliver()]);
    expect(made.reduce((sum, one) => sum + one, 0)).toBe(40);
    expect((await deliveriesOf(db, runId)).map(({ state, attempts }) => [state, attempts])).toEqual(
      Array.from({ length: 40 }, () => ["sent", 1]),
    );
  });

  test("of a process that died are another's when its lease is over, and not before", async () => {
    const { runId } = await toFolders(1);
    const dead = await claimDelivery(db, NOW, 15 * MINUTE);
    expect(dead).toMatchObject({ attempts: 1 });
    expect(await deliver(later(14 * MINUTE))).toBe(0);
    expect(await abandonedDeliveries(db, later(16 * MINUTE))).toHaveLength(1);
    expect(await deliver(later(16 * MINUTE))).toBe(0);
    expect(await deliver(later(18 * MINUTE))).toBe(1);
    expect(await deliveriesOf(db, runId)).toMatchObject([{ state: "sent", attempts: 2 }]);
    // It was only slow: what it thinks became of the delivery is not written down.
    expect(dead && (await settleDelivery(db, dead, { state: "failed", reply: "late" }, later(HOUR)))).toBe(false);
    expect(await deliveriesOf(db, runId)).toMatchObject([{ state: "sent" }]);
  });

  test("are not taken over for ever", async () => {
    const { runId } = await toFolders(1);
    let now = NOW;
    for (let i = 0; i < 60; i += 1) {
      await deliverDue(db, now, settings, { passMs: 0 });
      await claimDelivery(db, now, 15 * MINUTE);
      now = new Date(now.getTime() + 5 * HOUR);
    }
    await deliverDue(db, now, settings, { passMs: 0 });
    expect(await deliveriesOf(db, runId)).toMatchObject([{ state: "failed", attempts: 30 }]);
    expect(await troubles()).toHaveLength(1);
  });

  test("after days of nobody there go on where they were, once", async () => {
    const { runId } = await toFolders(1);
    expect(await deliver(later(9 * 24 * HOUR))).toBe(1);
    expect(await deliver(later(9 * 24 * HOUR))).toBe(0);
    expect(await deliveriesOf(db, runId)).toMatchObject([{ state: "sent", attempts: 1 }]);
  });
});

test("a run is put on its way once for each place and turn", async () => {
  const { runId, targets } = await aReport(db, NOW, {
    settings,
    targets: [
      { kind: "mail", address: "reader@example.org" },
      { kind: "mail", address: "nobody@orcid.invalid" },
      { kind: "folder", address: "once" },
    ],
  });
  const again = (turn?: number) =>
    db.transaction((tx) =>
      queueDeliveries(tx, { id: runId, cause: "hand", late: false, provisional: false }, targets, NOW, turn),
    );
  await Promise.all([again(), again(), again(1)]);
  expect(await deliveriesOf(db, runId)).toHaveLength(3);
  const mails = () => db.$client`select from outbox where kind = 'report'`;
  expect(await mails()).toHaveLength(1);
  expect((await deliveriesOf(db, runId)).map(({ state }) => state).sort()).toEqual(["handed", "waiting", "withdrawn"]);
  await again(2);
  expect(await mails()).toHaveLength(2);
  await expect(
    db.transaction(async (tx) => {
      await queueDeliveries(tx, { id: runId, cause: "hand", late: false, provisional: false }, targets, NOW, 3);
      throw new Error("the files were not put on record");
    }),
  ).rejects.toThrow("not put on record");
  expect(await mails()).toHaveLength(2);
});

describe("a folder", () => {
  const exports = () => settings.exportDir ?? "";
  const inFolder = (address: string, content = someBytes(300_000)) =>
    aReport(db, NOW, {
      settings,
      targets: [{ kind: "folder", address }],
      files: [{ format: "pdf", name: "Größe 2025.pdf", mediaType: "application/pdf", content }],
    });

  test("gets files whole, named after their run; again, the same", async () => {
    const content = someBytes(300_000);
    const { runId, targets } = await inFolder("J Clin Med/monthly", content);
    await deliver();
    const folder = path.join(exports(), "J Clin Med/monthly");
    const name = `Größe 2025-${runId.slice(0, 8)}.pdf`;
    expect(readdirSync(folder)).toEqual([name]);
    expect(hashOf(readFileSync(path.join(folder, name)))).toBe(hashOf(content));
    await db.transaction((tx) =>
      queueDeliveries(tx, { id: runId, cause: "hand", late: false, provisional: false }, targets, NOW, 2),
    );
    await deliver();
    expect(readdirSync(folder)).toEqual([name]);
    expect((await deliveriesOf(db, runId)).map(({ reply }) => reply)).toEqual(Array(2).fill(`written: ${name}`));
    await inFolder("J Clin Med/monthly");
    await deliver();
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test("is rid of what died in it, when that is old", async () => {
    const { runId } = await inFolder("swept");
    const folder = path.join(exports(), "swept");
    mkdirSync(folder, { recursive: true });
    const parts = ["old", "new"].map((id) => path.join(folder, `.Größe 2025-${runId.slice(0, 8)}.pdf.${id}.part`));
    for (const part of parts) writeFileSync(part, "half");
    utimesSync(parts[0] ?? "", 1, 1);
    await deliver();
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([path.basename(parts[1] ?? "")]);
  });

  test("that leads out of the one for exports gets nothing", async () => {
    const outside = path.join(settings.dataDir, "outside");
    mkdirSync(outside, { recursive: true });
    symlinkSync(outside, path.join(exports(), "link"));
    for (const address of ["link", "link/deeper", "../outside", "/tmp/outside", "a/../../outside"]) {
      const { runId } = await inFolder(address);
      await deliver();
      expect(await deliveriesOf(db, runId)).toMatchObject([{ state: "failed" }]);
    }
    expect(readdirSync(outside)).toEqual([]);
  });

  test("waits for what the store does not hold as it was made, and gets nothing half", async () => {
    const content = someBytes(200_000);
    const { runId } = await inFolder("broken", content);
    writeFileSync(storedPath(settings.dataDir, hashOf(content)), content.subarray(0, 100_000));
    await deliver();
    expect(await deliveriesOf(db, runId)).toMatchObject([
      { state: "waiting", reply: expect.stringContaining("not in the store as it was made") },
    ]);
    expect(readdirSync(path.join(exports(), "broken"))).toEqual([]);
  });

  test("that cannot be written to is tried again, and says so without telling where it lies", async () => {
    writeFileSync(path.join(exports(), "file"), "");
    const { runId } = await inFolder("file/deeper");
    await deliver();
    expect(await deliveriesOf(db, runId)).toMatchObject([
      { state: "waiting", reply: "the folder could not be written to (ENOTDIR)" },
    ]);
  });

  test("is tried again where the site has none for exports", async () => {
    const { runId } = await inFolder("none");
    await deliver(NOW, { exportDir: undefined });
    expect(await deliveriesOf(db, runId)).toMatchObject([
      { state: "waiting", reply: expect.stringContaining("EXPORT_DIR") },
    ]);
  });

  test("gets no file of an empty report", async () => {
    const { runId } = await aReport(db, NOW, {
      settings,
      targets: [{ kind: "folder", address: "empty" }],
      facts: { title: "Journal overview", scope: "J. Rep.", periodWords: "November 2025", figures: [], empty: true },
    });
    await deliver();
    expect(await deliveriesOf(db, runId)).toMatchObject([
      { state: "sent", reply: expect.stringContaining("nothing to report") },
    ]);
    expect(readdirSync(exports())).not.toContain("empty");
  });
});

describe("a bucket", () => {
  const start = async () => {
    const bucket = await BucketServer.start();
    stops.push(bucket.stop);
    return bucket;
  };
  const inBucket = (content: Buffer, address = "journals/J Clin+Med (ü)".replace(/[+()]/g, "-")) =>
    aReport(db, NOW, {
      settings,
      targets: [{ kind: "s3", address }],
      files: [{ format: "pdf", name: "overview (2025)'!*.pdf", mediaType: "application/pdf", content }],
    });

  test("gets files signed and whole, under keys of their run; again, the same", async () => {
    const bucket = await start();
    const content = someBytes(3_000_000);
    const { runId, targets } = await inBucket(content);
    await deliver(NOW, { bucket: bucket.settings() });
    const key = `journals/J Clin-Med -ü-/overview (2025)'!*-${runId.slice(0, 8)}.pdf`;
    expect(await deliveriesOf(db, runId)).toMatchObject([{ state: "sent" }]);
    expect([...bucket.objects.keys()]).toEqual([key]);
    expect(bucket.objects.get(key)).toMatchObject({ mediaType: "application/pdf" });
    expect(hashOf(bucket.objects.get(key)?.body ?? "")).toBe(hashOf(content));
    await db.transaction((tx) =>
      queueDeliveries(tx, { id: runId, cause: "hand", late: false, provisional: false }, targets, NOW, 2),
    );
    await deliver(NOW, { bucket: bucket.settings() });
    expect(bucket.objects.size).toBe(1);
    expect(bucket.http.asked).toHaveLength(2);
  });

  test("that refuses keys or is missing is asked again, and says why", async () => {
    const bucket = await start();
    const { runId } = await inBucket(someBytes(100));
    await deliver(NOW, { bucket: bucket.settings({ secretAccessKey: "another" }) });
    expect(await deliveriesOf(db, runId)).toMatchObject([
      { state: "waiting", reply: "403 Forbidden (SignatureDoesNotMatch)" },
    ]);
    await deliver(later(MINUTE), { bucket: bucket.settings({ bucket: "other" }) });
    expect(await deliveriesOf(db, runId)).toMatchObject([{ state: "waiting", reply: "404 Not Found (NoSuchBucket)" }]);
    await deliver(later(HOUR), { bucket: undefined });
    await deliver(later(2 * HOUR), { bucket: bucket.settings() });
    expect(await deliveriesOf(db, runId)).toMatchObject([{ state: "sent", attempts: 4 }]);
  });

  test("gets nothing of a file that is not as it was made", async () => {
    const bucket = await start();
    const content = someBytes(100_000);
    const { runId } = await inBucket(content);
    writeFileSync(storedPath(settings.dataDir, hashOf(content)), someBytes(100_000));
    await deliver(NOW, { bucket: bucket.settings() });
    expect(bucket.objects.size).toBe(0);
    expect(await deliveriesOf(db, runId)).toMatchObject([{ state: "waiting" }]);
  });
});
