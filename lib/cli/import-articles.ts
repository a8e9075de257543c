import type { ImportedArticle } from "@/lib/catalog/import/candidate";
import { ArticleImportError } from "@/lib/catalog/import/candidate";
import { CSV_TEMPLATE } from "@/lib/catalog/import/csv";
import { candidatesOf } from "@/lib/catalog/import/source";
import { takeArticle } from "@/lib/catalog/import/take";
import { type Command, textOf, UsageError } from "./command";

export const importArticles: Command = {
  name: "import-articles",
  summary: "Take articles into the catalogue from JATS, Crossref or CSV files, with their own files",
  help: `  import-articles FILE… [--files FOLDER] [--dry-run]
  import-articles --template > articles.csv

  FILE is JATS XML (versions 2.3 to 1.3), JSON as Crossref's REST API gives it, or CSV with the columns of the template. PDFs,
  figures and supplements come from FOLDER, or from where FILE is. The journal is made from the first article of it.
  Importing again replaces what differs; --dry-run shows that and changes nothing.
  What is at fault is named by file and line and stops none of the others; the command then exits with 1.`,
  options: { files: { type: "string" }, "dry-run": { type: "boolean" }, template: { type: "boolean" } },
  async run({ db, dataDir, values, words, out }) {
    if (values.template === true) return out.result({ template: CSV_TEMPLATE }, CSV_TEMPLATE.trimEnd());
    if (words.length === 0) throw new UsageError("import-articles needs a FILE");
    const dryRun = values["dry-run"] === true;
    const folder = textOf(values, "files");
    const articles: ImportedArticle[] = [];
    const faults: { file: string; where?: string; fault: string }[] = [];
    const lines: string[] = [];
    const failed = (file: string, where: string, fault: string) => {
      faults.push({ file, ...(where ? { where } : {}), fault });
      lines.push([file, where, fault].filter(Boolean).join(": "));
    };
    for (const file of words) {
      for await (const candidate of candidatesOf(file, folder)) {
        if ("fault" in candidate) {
          failed(file, candidate.where, candidate.fault);
          continue;
        }
        try {
          const imported = await takeArticle(db, dataDir, candidate, { dryRun });
          articles.push(imported);
          lines.push(...wordsOf(file, imported));
        } catch (wrong) {
          if (!(wrong instanceof ArticleImportError)) throw wrong;
          failed(file, candidate.where, wrong.message);
        }
      }
    }
    const count = (outcome: ImportedArticle["outcome"]) => articles.filter((one) => one.outcome === outcome).length;
    const said = `${count("added")} added, ${count("changed")} changed, ${count("unchanged")} unchanged, ${faults.length} at fault`;
    lines.push(dryRun ? `Would be: ${said}.` : `${said}.`);
    out.result({ dryRun, articles, faults }, lines.join("\n"));
    if (faults.length > 0) process.exitCode = 1;
  },
};

function wordsOf(file: string, { outcome, doi, title, changes, missing }: ImportedArticle): string[] {
  return [
    `${file}: ${outcome}: ${doi} ${title}`,
    ...changes.map(({ field, before, after }) => `  ${field}: ${before || "none"} → ${after || "none"}`),
    ...(missing.length > 0 ? [`  not at hand: ${missing.join(", ")}`] : []),
  ];
}
