import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { LogSourceError, linesOf, type ReadProgress } from "@/lib/logs/lines";

const folder = mkdtempSync(path.join(os.tmpdir(), "footfall-lines-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Everything that a file of these bytes gives: its lines, the numbers they claim, and the fault at the end. */
async function read(content: Buffer | string) {
  const file = path.join(folder, "access.log");
  writeFileSync(file, content);
  const lines: (string | null)[] = [];
  const progress: ReadProgress[] = [];
  let fault: string | undefined;
  try {
    for await (const chunk of linesOf(file, (so) => progress.push(so))) {
      expect(chunk.first).toBe(lines.length + 1);
      lines.push(...chunk.lines);
    }
  } catch (error) {
    expect(error).toBeInstanceOf(LogSourceError);
    fault = (error as Error).message.replace(`${file}: `, "");
  }
  return { lines, fault, progress };
}

/** "line 1" to "line 300", by zstd 1.5 with its checksum. */
const ZSTD = Buffer.from(
  "KLUv/WQgCW0IAFbUKhKwpZADjuCSgLIrIiLlK4ILAAInACMAJgAfucspgkfucorQkbucInDkLqcIG7nLKYJG7nKKECN3OQliADAQIBBtSZIkyW3btk2SJEmKiIiIGLnLKYLc5RRhRu5yiiAjdzlFCJKkiIiIiIigoKCgoKCgoKCgmZmZmRkRERERkf///9+2bdtu27YBghA2MzMzMyMiIiIi8v///9u2bdtt27YtSZIkuW3btkmSAoErqCHsbgbhK8saESQQVO+yld3O7eZ2Z7ez6+tK11Rd0/otZju3W9ud3c7uzFGnnoDLSD3/Ppsm75rf6l6V3feSc731Vu+T0nleed5b3tK9Krt3vWyusCVsYQEn4K8CYnSIGQ==",
  "base64",
);
const WHOLE = Array.from({ length: 300 }, (_, i) => `line ${i + 1}`);
const PLAIN = `${WHOLE.join("\n")}\n`;
/** A frame that readers pass over. */
const SKIPPED = Buffer.from("502a4d1804000000deadbeef", "hex");

describe("plain", () => {
  test.each<[string, string, string[]]>([
    ["nothing", "", []],
    ["a line", "a\n", ["a"]],
    ["a last line without newline", "a\nb", ["a", "b"]],
    ["empty lines", "\n\na\n\n", ["", "", "a", ""]],
    ["lines of Windows", "a\r\nb\r\n\r\nc\r", ["a", "b", "", "c"]],
    ["a carriage return within", "a\rb\n", ["a\rb"]],
    ["one byte", "\x1f", ["\x1f"]],
  ])("gives %s", async (_, content, lines) => {
    expect(await read(content)).toMatchObject({ lines, fault: undefined });
  });

  test("every byte is a character, NUL as well", async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i).filter((byte) => byte !== 10 && byte !== 13));
    const { lines } = await read(Buffer.concat([bytes, Buffer.from("\n"), bytes]));
    expect(lines).toEqual([bytes.toString("latin1"), bytes.toString("latin1")]);
  });

  test("lines go over the borders of chunks, and progress ends at the size", async () => {
    const content = PLAIN.repeat(700);
    const { lines, progress } = await read(content);
    expect(lines).toEqual(Array.from({ length: 700 }, () => WHOLE).flat());
    expect(progress.length).toBeGreaterThan(3);
    expect(progress.at(-1)).toEqual({ bytes: content.length, of: content.length });
  });

  test("a line over 1 MB is told and passed over, wherever it stands", async () => {
    const [allowed, long] = ["x".repeat(1024 * 1024), "x".repeat(1024 * 1024 + 1)];
    expect((await read(`a\n${long}\nb\n${allowed}\n${long.repeat(4)}\nc\n${long}`)).lines).toEqual([
      "a",
      null,
      "b",
      allowed,
      null,
      "c",
      null,
    ]);
  });

  test("what cannot be opened is named", async () => {
    const missing = path.join(folder, "missing.log");
    await expect(linesOf(missing).next()).rejects.toThrow(`${missing}: there is no such file`);
    await expect(linesOf(folder).next()).rejects.toThrow(`${folder}: is a folder`);
  });
});

describe("gzip", () => {
  // Lines that do not compress to nothing, so that damage can strike in the middle.
  const varied = Array.from({ length: 20_000 }, (_, i) => `${(Math.imul(i, 2_654_435_761) >>> 0).toString(36)} ${i}`);
  const zipped = gzipSync(`${varied.join("\n")}\n`);

  test.each<[string, Buffer]>([
    ["one member", zipped],
    ["members that cut a line", Buffer.concat([PLAIN.slice(0, 1000), PLAIN.slice(1000)].map((part) => gzipSync(part)))],
    ["zeros at the end", Buffer.concat([zipped, Buffer.alloc(300_000)])],
  ])("is read: %s", async (name, content) => {
    const { lines, fault } = await read(content);
    expect(fault).toBeUndefined();
    expect(lines).toEqual(name.startsWith("members") ? WHOLE : varied);
  });

  test("an empty one has no lines", async () => {
    expect(await read(gzipSync(""))).toMatchObject({ lines: [], fault: undefined });
  });

  const wrongSum = Buffer.from(zipped);
  wrongSum.writeUInt32LE(0, zipped.length - 8);
  test.each<[string, Buffer, number, string]>([
    ["cut in the middle", zipped.subarray(0, zipped.length >> 1), 9_000, "is damaged: unexpected end of file"],
    ["cut before the checksum", zipped.subarray(0, -8), 19_900, "is damaged: unexpected end of file"],
    ["with a wrong checksum", wrongSum, 19_000, "is damaged: incorrect data check"],
    ["with text after it", Buffer.concat([zipped, Buffer.from("text")]), 19_000, "is damaged: incorrect header check"],
    ["of two bytes", zipped.subarray(0, 2), 0, "is damaged: unexpected end of file"],
  ])("gives what can be read of one %s, then its fault", async (_, content, atLeast, told) => {
    const { lines, fault } = await read(content);
    expect(fault).toBe(told);
    expect(lines.length).toBeGreaterThanOrEqual(atLeast);
    expect(lines).toEqual(varied.slice(0, lines.length));
  });
});

/** A zstd frame of blocks that each say "one byte, so many times". */
function repeating(byte: string, times: number, blocks: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(times * blocks);
  const frame = Array.from({ length: blocks }, (_, i) => {
    const block = Buffer.alloc(4, byte);
    block.writeUIntLE((i === blocks - 1 ? 1 : 0) | (1 << 1) | (times << 3), 0, 3);
    return block;
  });
  return Buffer.concat([Buffer.from("28b52ffd8058", "hex"), size, ...frame]);
}

describe("zstd", () => {
  test.each<[string, Buffer, string[]]>([
    ["a frame", ZSTD, WHOLE],
    ["frames", Buffer.concat([ZSTD, ZSTD]), [...WHOLE, ...WHOLE]],
    ["a frame to skip first", Buffer.concat([SKIPPED, ZSTD]), WHOLE],
    ["a frame to skip between", Buffer.concat([ZSTD, SKIPPED, ZSTD]), [...WHOLE, ...WHOLE]],
  ])("is read: %s", async (_, content, expected) => {
    const { lines, fault, progress } = await read(content);
    expect(fault).toBeUndefined();
    expect(lines).toEqual(expected);
    expect(progress.at(-1)).toEqual({ bytes: content.length, of: content.length });
  });

  test.each<[string, Buffer, string[], string]>([
    ["cut", Buffer.concat([ZSTD, ZSTD.subarray(0, 200)]), WHOLE, "is damaged: unexpected EOF"],
    ["without the end of its checksum", ZSTD.subarray(0, -1), WHOLE, "is damaged: unexpected EOF"],
    ["with text after it", Buffer.concat([ZSTD, Buffer.alloc(40, "text")]), WHOLE, "is damaged: invalid zstd data"],
    ["of four bytes", ZSTD.subarray(0, 4), [], "is damaged: unexpected EOF"],
  ])("gives what can be read of one %s, then its fault", async (_, content, expected, told) => {
    expect(await read(content)).toMatchObject({ lines: expected, fault: told });
  });

  test("a few bytes that become very many are taken in small steps", async () => {
    const bomb = repeating("x", 100_000, 2_000);
    expect(bomb.length).toBeLessThan(10_000);
    expect((await read(bomb)).lines).toEqual([null]);
    expect((await read(repeating("\n", 1_000, 50))).lines).toHaveLength(50_000);
  });
});

test("whoever has read enough may stop", async () => {
  for (const content of [PLAIN.repeat(2_000), gzipSync(PLAIN.repeat(2_000)), Buffer.concat(Array(400).fill(ZSTD))]) {
    const file = path.join(folder, "enough.log");
    writeFileSync(file, content);
    for await (const { lines } of linesOf(file)) {
      expect(lines[0]).toBe("line 1");
      break;
    }
  }
});
