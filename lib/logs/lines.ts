import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { decompressed } from "./decompressed";

/** A source of lines that cannot be read to its end; what came before it was read. */
export class LogSourceError extends Error {}

/** Lines in the order of the file. A line that is too long is there as null, so that numbers stay right. */
export interface Lines {
  /** The number of the first of them, from 1. */
  first: number;
  lines: (string | null)[];
}

/** How far the reading of a file is, for a progress bar; `of` is unknown for a pipe. */
export interface ReadProgress {
  bytes: number;
  of: number | undefined;
}

/** No server writes a longer line; whoever sends one gets it rejected, never held whole. */
const LONGEST_LINE = 1024 * 1024;
const NEWLINE = 10;

/**
 * The lines of a file, or of standard input for "-", some thousand at a time, plain or compressed by gzip or zstd (told by its
 * first bytes). Memory does not grow with the file. Lines are Latin-1 strings: a byte a character, whatever the log holds.
 * Throws LogSourceError when the file cannot be opened, or where its compression is damaged.
 */
export async function* linesOf(
  file: string,
  onProgress: (progress: ReadProgress) => void = () => {},
): AsyncGenerator<Lines> {
  const of = file === "-" ? undefined : await sizeOf(file);
  const input: Readable = file === "-" ? process.stdin : createReadStream(file, { highWaterMark: 1 << 18 });
  let bytes = 0;
  const counted = (async function* () {
    for await (const chunk of input) {
      bytes += chunk.length;
      onProgress({ bytes, of });
      yield chunk as Buffer;
    }
  })();
  try {
    yield* linesOfBytes(decompressed(counted));
  } catch (fault) {
    throw new LogSourceError(`${file}: ${fault instanceof Error ? fault.message : fault}`);
  } finally {
    input.destroy();
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw new Error("is a folder");
    return found.isFile() ? found.size : undefined;
  } catch (fault) {
    const missing = fault instanceof Error && "code" in fault && fault.code === "ENOENT";
    throw new LogSourceError(
      `${file}: ${missing ? "there is no such file" : fault instanceof Error ? fault.message : fault}`,
    );
  }
}

async function* linesOfBytes(chunks: AsyncIterable<Buffer>): AsyncGenerator<Lines> {
  let number = 1;
  let held: Buffer = Buffer.alloc(0);
  // The rest of a line that was given up; its beginning is already thrown away.
  let skipping = false;
  for await (const chunk of chunks) {
    const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const lines: (string | null)[] = [];
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE, start); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      lines.push(skipping || end - start > LONGEST_LINE ? null : textOf(bytes, start, end));
      skipping = false;
      start = end + 1;
    }
    held = bytes.subarray(start);
    if (held.length > LONGEST_LINE) {
      held = Buffer.alloc(0);
      skipping = true;
    } else if (held.length > 0) held = Buffer.from(held);
    if (lines.length > 0) {
      yield { first: number, lines };
      number += lines.length;
    }
  }
  if (skipping) yield { first: number, lines: [null] };
  else if (held.length > 0) yield { first: number, lines: [textOf(held, 0, held.length)] };
}

/** A carriage return before the newline belongs to it. */
const textOf = (bytes: Buffer, start: number, end: number): string =>
  bytes.toString("latin1", start, end > start && bytes[end - 1] === 13 ? end - 1 : end);
