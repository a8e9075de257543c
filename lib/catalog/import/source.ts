import { open } from "node:fs/promises";
import { XmlFault } from "../jats/xml-tree";
import { ArticleImportError, type Candidate, type SourceFault } from "./candidate";
import { candidatesOfCrossref } from "./crossref";
import { candidatesOfCsv } from "./csv";
import { candidateOfJats } from "./jats";

/**
 * The articles a file states, whatever it is: JATS XML, Crossref's JSON, or CSV, told by how it begins. What cannot be read as an
 * article is among them as a fault, and the others come all the same.
 */
export async function* candidatesOf(file: string, folder?: string): AsyncGenerator<Candidate | SourceFault> {
  try {
    const form = await formOf(file);
    if (form === "jats") yield await candidateOfJats(file, folder);
    else if (form === "crossref") yield* await candidatesOfCrossref(file, folder);
    else yield* candidatesOfCsv(file, folder);
  } catch (wrong) {
    if (wrong instanceof XmlFault || wrong instanceof ArticleImportError) yield { where: "", fault: wrong.message };
    else if (isUnreadable(wrong)) yield { where: "", fault: "cannot be read" };
    else throw wrong;
  }
}

const isUnreadable = (wrong: unknown): boolean =>
  wrong instanceof Error && "code" in wrong && ["ENOENT", "EACCES", "EISDIR"].includes(String(wrong.code));

async function formOf(file: string): Promise<"jats" | "crossref" | "csv"> {
  const opened = await open(file);
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(512), 0, 512, 0);
    // UTF-16 has a zero beside every letter of ASCII.
    const [first] = buffer
      .subarray(0, bytesRead)
      .toString("latin1")
      .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "")
      .replace(/[\s\0]+/, "");
    return first === "<" ? "jats" : first === "{" || first === "[" ? "crossref" : "csv";
  } finally {
    await opened.close();
  }
}
