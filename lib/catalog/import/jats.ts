import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { keyOf } from "../citation/bibtex";
import { frontOf } from "../jats/front";
import { fileMeant, namedFilesOf } from "../jats/named-files";
import { LONGEST_BYTES, parseXml, XmlFault } from "../jats/xml-tree";
import { mediaTypeOf } from "../media-type";
import type { Candidate, CandidateFile } from "./candidate";
import { filesFor } from "./folder";

/**
 * An article as its JATS file states it, with the files that belong to it: the PDF of its own name, and the figures and supplements
 * it names, from the folder given or the one it stands in. Throws XmlFault.
 */
export async function candidateOfJats(file: string, folder = path.dirname(file)): Promise<Candidate> {
  // A file too large to be one is not read.
  const { size } = await stat(file);
  if (size > LONGEST_BYTES) throw new XmlFault(`has ${size} bytes, and may have ${LONGEST_BYTES}`);
  const root = parseXml(await readFile(file));
  const { journal, article } = frontOf(root);
  const stem = path.basename(file).replace(/\.xml$/i, "");
  const atHand = (await filesFor(folder, stem)).filter((at) => path.resolve(at.path) !== path.resolve(file));
  const own = (name: string) => name.toLowerCase() === `${stem.toLowerCase()}.pdf`;
  const pdf = atHand.find(({ name }) => own(name));
  const pictures = atHand.filter(({ name }) => mediaTypeOf(name).startsWith("image/"));
  const others = atHand.filter(({ name }) => !own(name));
  const files = new Map<string, CandidateFile>();
  files.set("xml", { kind: "xml", name: `${keyOf(article)}.xml`, path: file });
  if (pdf) files.set("pdf", { kind: "pdf", name: `${keyOf(article)}.pdf`, path: pdf.path });
  const missing: string[] = [];
  for (const { kind, reference } of namedFilesOf(root)) {
    const meant = fileMeant(reference, kind === "figure" ? pictures : others);
    if (meant) files.set(`${kind} ${meant.name}`, { kind, ...meant });
    else missing.push(reference);
  }
  return { where: article.doi, journal, article, whole: true, files: [...files.values()], missing };
}
