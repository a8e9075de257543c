import { randomUUID } from "node:crypto";
import { close, open, read, write } from "node:fs";
import { mkdir, unlink } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { deserialize, serialize } from "node:v8";
import { deflateRaw, inflateRaw } from "node:zlib";

const opened = promisify(open);
const closed = promisify(close);
const packed = promisify(deflateRaw);
const unpacked = promisify(inflateRaw);

/** A spool nobody can read from any more frees its space. */
const forgotten = new FinalizationRegistry<number>((file) => close(file, () => {}));

/**
 * Rows that were read once, as of one instant, kept on the disk: every file of a report is written from them, at whatever pace it is taken,
 * and memory does not grow with them. The file has no name, so that nothing is left of it whatever becomes of the process.
 */
export class Spool<T> {
  readonly #file: number;
  #end = 0;
  #rows = 0;

  private constructor(file: number) {
    this.#file = file;
    forgotten.register(this, file, this);
  }

  /** Takes all rows in, in the order and the portions they come. */
  static async of<T>(dataDir: string, portions: AsyncIterable<readonly T[]>): Promise<Spool<T>> {
    const folder = path.join(dataDir, "reports");
    await mkdir(folder, { recursive: true });
    const name = path.join(folder, `${randomUUID()}.part`);
    const spool = new Spool<T>(await opened(name, "wx+", 0o600));
    await unlink(name);
    try {
      for await (const portion of portions) if (portion.length > 0) await spool.#put(portion);
    } catch (fault) {
      await spool.#close();
      throw fault;
    }
    return spool;
  }

  get rows(): number {
    return this.#rows;
  }

  async *portions(): AsyncGenerator<T[]> {
    for (let at = 0; at < this.#end; ) {
      const length = (await this.#bytes(at, LENGTH)).readUInt32BE();
      yield deserialize(await unpacked(await this.#bytes(at + LENGTH, length))) as T[];
      at += LENGTH + length;
    }
  }

  async *each(): AsyncGenerator<T> {
    for await (const portion of this.portions()) yield* portion;
  }

  async #put(portion: readonly T[]): Promise<void> {
    const content = await packed(serialize(portion), { level: 1 });
    const length = Buffer.alloc(LENGTH);
    length.writeUInt32BE(content.length);
    const bytes = Buffer.concat([length, content]);
    for (let done = 0; done < bytes.length; )
      done += await written(this.#file, bytes, done, bytes.length - done, this.#end + done);
    this.#end += bytes.length;
    this.#rows += portion.length;
  }

  async #bytes(at: number, length: number): Promise<Buffer> {
    const bytes = Buffer.alloc(length);
    for (let done = 0; done < length; ) {
      const count = await got(this.#file, bytes, done, length - done, at + done);
      if (count === 0) throw new Error("a report's rows end before their time");
      done += count;
    }
    return bytes;
  }

  async #close(): Promise<void> {
    forgotten.unregister(this);
    await closed(this.#file);
  }
}

const LENGTH = 4;

const written = (file: number, bytes: Buffer, from: number, length: number, at: number): Promise<number> =>
  new Promise((resolve, reject) =>
    write(file, bytes, from, length, at, (fault, count) => (fault ? reject(fault) : resolve(count))),
  );

const got = (file: number, bytes: Buffer, from: number, length: number, at: number): Promise<number> =>
  new Promise((resolve, reject) =>
    read(file, bytes, from, length, at, (fault, count) => (fault ? reject(fault) : resolve(count))),
  );
