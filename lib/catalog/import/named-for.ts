import { keyOf } from "../citation/bibtex";
import type { Doi } from "../doi";
import type { CandidateFile } from "./candidate";
import type { LocalFile } from "./folder";

/** The PDF of an article that has no file of its own to be named by: named by its DOI, or by what stands behind its slash. */
export function pdfNamedFor(doi: Doi, files: readonly LocalFile[]): CandidateFile | undefined {
  const names = [doi.replace(/[^a-z0-9.]+/g, "_"), doi.replace(/[^a-z0-9.]+/g, "-"), keyOf({ doi })];
  const pdf = files.find(({ name }) => names.some((one) => name.toLowerCase() === `${one.toLowerCase()}.pdf`));
  return pdf && { kind: "pdf", name: `${keyOf({ doi })}.pdf`, path: pdf.path };
}
