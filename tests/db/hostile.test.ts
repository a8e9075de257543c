import { connect } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { makeKey } from "@/lib/collector/api-key";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";
import { BROWSER, testFront } from "../fixtures/front";

const { db } = await testDatabase();
const { site } = await testFront(db);
const { key } = await makeKey(db, "t", ["record"]);
const { id, doi } = await anArticle(db);
const port = Number(new URL(site).port);
const rows = async () => {
  const [row] = await db.$client<{ n: number }[]>`select count(*)::int as n from usage_events where article_id = ${id}`;
  return row?.n ?? 0;
};

/** What a raw request is answered: its first line, or nothing when the connection is simply closed. */
function raw(request: string | Buffer, patienceMs = 20_000): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(answer.split("\r\n", 1)[0] ?? ""));
    socket.setTimeout(patienceMs, () => socket.destroy());
    socket.end(request);
  });
}
const head = (length: number | string, more = "") =>
  `POST /api/usage HTTP/1.1\r\nhost: x\r\nuser-agent: ${BROWSER}\r\nconnection: close\r\ncontent-length: ${length}\r\n${more}\r\n`;
const posted = (body: string | Buffer, headers: Record<string, string> = {}) =>
  fetch(`${site}/api/usage`, {
    method: "POST",
    headers: { "user-agent": BROWSER, ...headers },
    body: body as BodyInit,
  });

/** What is really in use: a heap that nobody collected says nothing. */
function heapAfterGc(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}

describe("what nobody should send", () => {
  test.each<[string, string | Buffer, number]>([
    ["deep arrays", "[".repeat(100_000) + "]".repeat(100_000), 400],
    ["deep objects", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`, 400],
    ["not JSON", "doi=10.5555/x", 400],
    ["nothing", "", 400],
    ["blanks", " \n ", 400],
    ["null", "null", 400],
    ["a number", "1e999", 400],
    ["a text", '"pdf"', 400],
    ["an empty array", "[]", 400],
    ["nulls", "[null,null]", 400],
    ["bytes that are no UTF-8", Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 400],
    ["NUL bytes", "\0\0\0", 400],
    ["a DOI with NUL", JSON.stringify({ doi: `${doi}\0`, action: "pdf" }), 400],
    ["a DOI that is an object", JSON.stringify({ doi: { toString: 1 }, action: "pdf" }), 400],
    ["an action that is an array", JSON.stringify({ doi, action: ["pdf"] }), 400],
    ["a prototype", `{"doi":"${doi}","action":"pdf","__proto__":{"keyed":true}}`, 400],
    ["a constructor", `{"doi":"${doi}","action":"constructor"}`, 400],
    ["a part without end", JSON.stringify({ doi, action: "supplement", part: "x".repeat(100_000) }), 400],
    ["an address without end", JSON.stringify({ url: `/${"a/".repeat(5_000)}`, action: "pdf" }), 400],
    ["ten megabytes", "x".repeat(10_000_000), 413],
    ["ten megabytes of records", `[${`{"doi":"${doi}","action":"pdf"},`.repeat(250_000)}null]`, 413],
    ["too many records", `[${`{},`.repeat(10_001)}{}]`, 413],
  ])("%s is refused, clearly", async (_, body, status) => {
    const before = await rows();
    const response = await posted(body);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const problem = (await response.json()) as { title: string };
    expect(problem.title).toBeTruthy();
    expect(JSON.stringify(problem)).not.toMatch(/at \w+ \(|node:|\.ts:/);
    expect(await rows()).toBe(before);
    expect((await posted(JSON.stringify({ doi, action: "pdf" }))).status).toBe(202);
  });

  test.each<[string, string | Buffer, RegExp]>([
    ["a length that is none", `${head("nine")}x`, /^HTTP\/1\.1 400/],
    ["two lengths", head(3, "content-length: 4\r\n"), /^HTTP\/1\.1 400/],
    ["a length and chunks", head(3, "transfer-encoding: chunked\r\n"), /^HTTP\/1\.1 400/],
    ["a body shorter than said", `${head(1000)}{"doi"`, /^(?:HTTP\/1\.1 4\d\d|$)/],
    ["a hundred kilobytes of one header", `${head(2, `x-long: ${"x".repeat(100_000)}\r\n`)}{}`, /^HTTP\/1\.1 431/],
    [
      "ten thousand headers",
      `${head(2, Array.from({ length: 10_000 }, (_, i) => `x-${i}: y\r\n`).join(""))}{}`,
      /^HTTP\/1\.1 431/,
    ],
    ["a handshake", Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]), /^HTTP\/1\.1 400/],
    ["an address without end", `GET /${"a".repeat(100_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, /^HTTP\/1\.1 (?:414|431)/],
    [
      "broken encoding in an address",
      "GET /2077-0383/%zz/%00/x/pdf HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
      /^HTTP\/1\.1 (?:4\d\d|50[23])/,
    ],
  ])("%s over the wire is refused or cut off", async (_, request, expected) => {
    expect(await raw(request)).toMatch(expected);
    expect((await posted(JSON.stringify({ doi, action: "pdf" }))).status).toBe(202);
  });

  test("texts that no database keeps are recorded without what it does not keep", async () => {
    const before = await rows();
    const headers = { "x-api-key": key };
    for (const userAgent of ["Agent\u0000/1", "Agent \ud800 half", "é".repeat(2_000)]) {
      const response = await posted(
        JSON.stringify({ doi, action: "pdf", userAgent, session: "s\u0000", referrer: "https://\u0000" }),
        headers,
      );
      expect(response.status).toBe(202);
    }
    expect(await rows()).toBe(before + 3);
  });

  test("senders who trickle hold nobody up, and forty thousand names cost no memory", async () => {
    const slow = Array.from({ length: 200 }, () => {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => {});
      socket.write(`POST /api/usage HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{`);
      return socket;
    });
    const held = heapAfterGc();
    const before = await rows();
    for (let i = 0; i < 4; i += 1) {
      const records = Array.from({ length: 10_000 }, (_, n) => ({
        doi,
        action: "pdf",
        userAgent: `Name/${i}.${n} ${"x".repeat(50)}`,
      }));
      expect((await posted(JSON.stringify(records), { "x-api-key": key })).status).toBe(202);
    }
    expect(await rows()).toBe(before + 40_000);
    expect(heapAfterGc() - held).toBeLessThan(30_000_000);
    for (const socket of slow) {
      expect(socket.destroyed).toBe(false);
      socket.destroy();
    }
    const [names] = await db.$client<{ n: number }[]>`select count(*)::int as n from user_agents`;
    expect(names?.n).toBeLessThanOrEqual(20_100);
  }, 60_000);
});

describe("a database in trouble", () => {
  test.each<[string, string]>([
    ["a full disk", "53100"],
    ["no connection left", "53300"],
    ["a failed disk", "58030"],
  ])("is %s: the sender is asked to come again, and nothing is recorded twice", async (_, code) => {
    const { site: impatient } = await testFront(db, { patienceMs: 300 });
    await db.$client.unsafe(`
      create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused' using errcode = '${code}'; end $$;
      create trigger refuse before insert on recorded_batches execute function refuse()`);
    const before = await rows();
    const send = () =>
      fetch(`${impatient}/api/usage`, {
        method: "POST",
        headers: { "user-agent": BROWSER },
        body: JSON.stringify({ doi, action: "pdf" }),
      });
    const response = await send();
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
    expect(await response.json()).toMatchObject({ type: "urn:footfall:problem:database-away" });
    await db.$client.unsafe("drop trigger refuse on recorded_batches; drop function refuse");
    expect(await rows()).toBe(before);
    expect((await send()).status).toBe(202);
    expect(await rows()).toBe(before + 1);
  });
});
