import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { storedPath } from "@/lib/catalog/file-store";
import type { FileRow } from "../sql/deliveries";

type Kept = Pick<FileRow, "name" | "sha256">;

/** The store does not hold what was made: nothing else goes out in its place. */
export class NotAsMade extends Error {
  constructor({ name }: Kept) {
    super(`${name} is not in the store as it was made`);
  }
}

/** A whole file of a report, as it was made. */
export async function readStored(dataDir: string, file: Kept): Promise<Buffer> {
  const content = await readFile(storedPath(dataDir, file.sha256)).catch((fault) => {
    throw isMissing(fault) ? new NotAsMade(file) : fault;
  });
  if (createHash("sha256").update(content).digest("hex") !== file.sha256) throw new NotAsMade(file);
  return content;
}

/** A file of a report piece by piece, as it was made; when it turns out at its end not to be, this throws. */
export async function* piecesOf(dataDir: string, file: Kept): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  try {
    for await (const piece of createReadStream(storedPath(dataDir, file.sha256)) as AsyncIterable<Buffer>) {
      hash.update(piece);
      yield piece;
    }
  } catch (fault) {
    throw isMissing(fault) ? new NotAsMade(file) : fault;
  }
  if (hash.digest("hex") !== file.sha256) throw new NotAsMade(file);
}

const isMissing = (fault: unknown): boolean => fault instanceof Error && "code" in fault && fault.code === "ENOENT";
