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
  if (start.length >= 2 && start.readUInt16BE(0) === 0x1f8b) yield* gunzipped(all);
  else if (isZstd(start)) yield* unzstd(all);
  else yield* all;
}

/** A frame, or one of the sixteen kinds of frame that are to be skipped, which may come first (pzstd writes one). */
function isZstd(start: Buffer): boolean {
  if (start.length < 4) return false;
  const magic = start.readUInt32LE(0);
  return magic === 0xfd2fb528 || (magic & 0xfffffff0) >>> 0 === 0x184d2a50;
}

/** Bytes put in at a time: few, for a few may become very many, and what comes out is held until it is asked for. */
const GZIP_STEP = 4 * 1024;
const ZSTD_STEP = 4 * 1024;

async function* gunzipped(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  let ready: Buffer[] = [];
  let fault: Error | undefined;
  let ended = false;
  // Listened to, not iterated: an iteration throws away what is ready when a fault comes.
  gunzip.on("data", (bytes: Buffer) => ready.push(bytes));
  // It ends by itself where zeros follow the last member, as on tapes.
  gunzip.on("end", () => {
    ended = true;
  });
  const closed = new Promise<void>((resolve) => gunzip.on("close", resolve));
  gunzip.on("error", (error) => {
    fault = error;
  });
  try {
    for await (const step of inSteps(chunks, GZIP_STEP)) {
      await Promise.race([new Promise<void>((resolve) => gunzip.write(step, () => resolve())), closed]);
      yield* ready;
      ready = [];
      if (fault || ended) break;
    }
    if (!fault && !ended) {
      gunzip.end();
      await closed;
    }
    yield* ready;
    if (fault) throw new Error(`is damaged: ${fault.message}`);
  } finally {
    gunzip.destroy();
  }
}

async function* unzstd(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let ready: Buffer[] = [];
  let ended = false;
  const decompress = new Decompress((bytes, final) => {
    if (bytes.length > 0) ready.push(Buffer.from(bytes));
    ended = final === true;
  });
  const push = (bytes: Uint8Array, final: boolean): Error | undefined => {
    try {
      decompress.push(bytes, final);
      return undefined;
    } catch (fault) {
      return new Error(`is damaged: ${fault instanceof Error ? fault.message : fault}`);
    }
  };
  for await (const step of inSteps(chunks, ZSTD_STEP)) {
    const fault = push(step, false);
    yield* ready;
    ready = [];
    if (fault) throw fault;
  }
  const fault = push(new Uint8Array(0), true);
  yield* ready;
  if (fault) throw fault;
  if (!ended) throw new Error("is damaged: unexpected EOF");
}

async function* inSteps(chunks: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size);
}
