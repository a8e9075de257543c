import { createGunzip } from "node:zlib";
import { Decompress } from "fzstd";

/**
 * The plain bytes of a stream that may be compressed by gzip or zstd, told by its first bytes. Of a damaged one, all that
 * comes before the damage is given, and then an Error.
 */
export async function* decompressed(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  let start: Buffer = Buffer.alloc(0);
  while (start.length < 4) {
    const { value, done } = await chunks.next();
    if (done) break;
    start = Buffer.concat([start, value]);
  }
  const all = (async function* () {
    if (start.length > 0) yield start;
    yield* chunks;
  })();
  if (start.length >= 2 && start.readUInt16BE(0) === 0x1f8b) yield* gathered(gunzipped(all));
  else if (isZstd(start)) yield* gathered(unzstd(all));
  else yield* all;
}

/** A frame, or one of the sixteen kinds of frame that are to be skipped, which may come first (pzstd writes one). */
function isZstd(start: Buffer): boolean {
  if (start.length < 4) return false;
  const magic = start.readUInt32LE(0);
  return magic === 0xfd2fb528 || (magic & 0xfffffff0) >>> 0 === 0x184d2a50;
}

/**
 * Bytes put in at a time. Few, for a few may become very many, and what comes out is held until it is asked for; and zlib
 * keeps back what it made of the bytes in which it found a fault. 2 kB would take a third longer.
 */
const STEP = 4 * 1024;
const GATHERED = 256 * 1024;

async function* gunzipped(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: GATHERED });
  let ready: Buffer[] = [];
  let fault: Error | undefined;
  let ended = false;
  // Listened to, not iterated: an iteration throws away what is ready when a fault comes.
  gunzip.on("data", (bytes: Buffer) => ready.push(bytes));
  // It ends by itself where zeros follow the last member, as on tapes.
  gunzip.on("end", () => {
    ended = true;
  });
  // A write that meets a fault is never answered; the stream closes instead.
  let proceed = () => {};
  gunzip.on("close", () => proceed());
  gunzip.on("error", (error) => {
    fault = error;
  });
  try {
    for await (const step of inSteps(chunks)) {
      await new Promise<void>((resolve) => {
        proceed = resolve;
        gunzip.write(step, () => resolve());
      });
      yield* ready;
      ready = [];
      if (fault || ended) break;
    }
    if (!fault && !ended)
      await new Promise<void>((resolve) => {
        proceed = resolve;
        gunzip.end();
      });
    yield* ready;
    if (fault) throw new Error(`is damaged: ${fault.message}`);
  } finally {
    gunzip.destroy();
  }
}

async function* unzstd(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let ready: Buffer[] = [];
  const decompress = new Decompress((bytes) => ready.push(Buffer.from(bytes)));
  const push = (bytes: Uint8Array, final: boolean): Error | undefined => {
    try {
      decompress.push(bytes, final);
      return undefined;
    } catch (fault) {
      return new Error(`is damaged: ${fault instanceof Error ? fault.message : fault}`);
    }
  };
  for await (const step of inSteps(chunks)) {
    const fault = push(step, false);
    yield* ready;
    ready = [];
    if (fault) throw fault;
  }
  const fault = push(new Uint8Array(0), true);
  yield* ready;
  if (fault) throw fault;
}

async function* inSteps(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) for (let at = 0; at < chunk.length; at += STEP) yield chunk.subarray(at, at + STEP);
}

/** Small pieces put together again: whoever reads them asks the database once for each. */
async function* gathered(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of pieces) {
      held.push(piece);
      size += piece.length;
      if (size < GATHERED) continue;
      yield Buffer.concat(held);
      held = [];
      size = 0;
    }
  } catch (fault) {
    yield Buffer.concat(held);
    throw fault;
  }
  yield Buffer.concat(held);
}
