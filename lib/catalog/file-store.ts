import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";

/** Where content of a hash is kept. Files are named by what they hold: the same content is kept once and never changes. */
export const storedPath = (dataDir: string, sha256: string): string =>
  path.join(dataDir, "files", sha256.slice(0, 2), sha256);

export interface StoredContent {
  sha256: string;
  bytes: number;
}

/** The name the content of a file is stored under, and its size; read in pieces, however large it is. */
export async function contentOf(file: string): Promise<StoredContent> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { sha256: hash.digest("hex"), bytes };
}

/** Keeps content durably and returns its hash; a reader never sees a half-written file. */
export const store = (dataDir: string, content: Uint8Array): Promise<StoredContent> => keep(dataDir, [content]);

/** Keeps a copy of a file, like `store`, in pieces. */
export const storeFile = (dataDir: string, file: string): Promise<StoredContent> =>
  keep(dataDir, createReadStream(file) as AsyncIterable<Buffer>);

/** Keeps content as it comes, like `store`; nothing of it is kept when it throws. */
export const storeStream = (dataDir: string, content: AsyncIterable<Uint8Array>): Promise<StoredContent> =>
  keep(dataDir, content);

async function keep(
  dataDir: string,
  content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<StoredContent> {
  const folder = path.join(dataDir, "files");
  await mkdir(folder, { recursive: true });
  const draft = path.join(folder, `${randomUUID()}.part`);
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    const file = await open(draft, "wx");
    try {
      for await (const piece of content) {
        hash.update(piece);
        bytes += piece.length;
        await file.writeFile(piece);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    const sha256 = hash.digest("hex");
    const target = storedPath(dataDir, sha256);
    await mkdir(path.dirname(target), { recursive: true });
    await rename(draft, target);
    return { sha256, bytes };
  } catch (fault) {
    await rm(draft, { force: true });
    throw fault;
  }
}
