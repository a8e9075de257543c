import { readFile } from "node:fs/promises";
import path from "node:path";
import { ArticleImportError, type ImportedArticle, importJats } from "@/lib/catalog/article-import";
import { XmlFault } from "@/lib/catalog/jats/xml-tree";
import { type Command, textOf, UsageError } from "./command";

export const importArticles: Command = {
  name: "import-articles",
  summary: "Take articles into the catalogue from JATS files, with their PDFs",
  help: `  import-articles FILE.xml… [--files FOLDER] [--dry-run]

  FILE is JATS XML, versions 2.3 to 1.3. Its PDF is the file of the same name in FOLDER, or beside it. The journal is made from the
  first article of it. Importing again replaces what differs; --dry-run shows that and changes nothing.
  A file at fault is named and stops none of the others; the command then exits with 1.`,
  options: { files: { type: "string" }, "dry-run": { type: "boolean" } },
  async run({ db, dataDir, values, words, out }) {
    if (words.length === 0) throw new UsageError("import-articles needs a FILE.xml");
    const dryRun = values["dry-run"] === true;
    const folder = textOf(values, "files");
    const articles: ImportedArticle[] = [];
    const faults: { file: string; fault: string }[] = [];
    const lines: string[] = [];
    for (const file of words) {
      try {
        const xml = await readFile(file);
        const pdf = await readFile(pdfOf(file, folder)).catch(() => undefined);
        const imported = await importJats(db, dataDir, { xml, pdf }, { dryRun });
        articles.push(imported);
        lines.push(`${file}: ${imported.outcome}: ${imported.doi} ${imported.title}`);
        for (const { field, before, after } of imported.changes)
          lines.push(`  ${field}: ${before || "none"} → ${after || "none"}`);
      } catch (wrong) {
        const fault = faultOf(wrong);
        faults.push({ file, fault });
        lines.push(`${file}: ${fault}`);
      }
    }
    const count = (outcome: ImportedArticle["outcome"]) => articles.filter((one) => one.outcome === outcome).length;
    const said = `${count("added")} added, ${count("changed")} changed, ${count("unchanged")} unchanged, ${faults.length} at fault`;
    lines.push(dryRun ? `Would be: ${said}.` : `${said}.`);
    out.result({ dryRun, articles, faults }, lines.join("\n"));
    if (faults.length > 0) process.exitCode = 1;
  },
};

const pdfOf = (file: string, folder: string | undefined): string =>
  path.join(folder ?? path.dirname(file), `${path.basename(file).replace(/\.xml$/i, "")}.pdf`);

/** What is wrong with a file; a fault of the database is not of the file, and ends the command. */
function faultOf(wrong: unknown): string {
  if (wrong instanceof XmlFault || wrong instanceof ArticleImportError) return wrong.message;
  if (wrong instanceof Error && "code" in wrong && ["ENOENT", "EACCES", "EISDIR"].includes(String(wrong.code)))
    return "cannot be read";
  throw wrong;
}
