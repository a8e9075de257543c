import { readFile } from "node:fs/promises";
import type { Article } from "./article";
import { storedPath } from "./file-store";
import { documentOf, type JatsDocument } from "./jats/document";
import { parseXml } from "./jats/xml-tree";

/** Files never change under their hash, so that what was read of them holds. */
const REMEMBERED = 30;
const remembered = new Map<string, Promise<JatsDocument>>();

/** The article's text, arranged for reading; undefined when it has no XML, or one without a body. Throws when the file is gone. */
export async function fullTextOf(
  dataDir: string,
  { files, hasText }: Pick<Article, "files" | "hasText">,
): Promise<JatsDocument | undefined> {
  const file = files.find(({ kind }) => kind === "xml");
  if (!file || !hasText) return undefined;
  const known = remembered.get(file.sha256);
  const reading = known ?? readFile(storedPath(dataDir, file.sha256)).then((bytes) => documentOf(parseXml(bytes)));
  remembered.delete(file.sha256);
  remembered.set(file.sha256, reading);
  reading.catch(() => remembered.delete(file.sha256));
  for (const [oldest] of remembered) {
    if (remembered.size <= REMEMBERED) break;
    remembered.delete(oldest);
  }
  return reading;
}
