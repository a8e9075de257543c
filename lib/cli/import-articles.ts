import type { ImportedArticle } from "@/lib/catalog/import/candidate";
import { ArticleImportError } from "@/lib/catalog/import/candidate";
import { changeLines } from "@/lib/catalog/import/change-words";
import { CSV_TEMPLATE } from "@/lib/catalog/import/csv";
import { candidatesOf } from "@/lib/catalog/import/source";
import { type TakeOptions, takeArticle } from "@/lib/catalog/import/take";
import { type Command, textOf, UsageError, type Values } from "./command";

export const importArticles: Command = {
  name: "import-articles",
  summary: "Take articles into the catalogue from JATS, Crossref or CSV files, with their own files",
  help: `  import-articles FILE… [--files FOLDER] [--note TEXT] [--new-version | --same-version] [--dry-run]
  import-articles --template > articles.csv

  FILE is JATS XML (versions 2.3 to 1.3), JSON as Crossref's REST API gives it, or CSV with the columns of the template. PDFs,
  figures and supplements come from FOLDER, or from where FILE is. The journal is made from the first article of it.
  Importing again replaces what differs; --dry-run shows that and changes nothing.
  A PDF or XML that takes another's place makes a new version of the article, and the one before stays to be had. --note says
  what changed in it; --new-version makes one of corrected facts as well, --same-version puts files right without one.
  What is at fault is named by file and line and stops none of the others; the command then exits with 1.`,
  options: {
    files: { type: "string" },
    note: { type: "string" },
    "new-version": { type: "boolean" },
    "same-version": { type: "boolean" },
    "dry-run": { type: "boolean" },
    template: { type: "boolean" },
  },
  async run({ db, dataDir, values, words, out }) {
    if (values.template === true) return out.result({ template: CSV_TEMPLATE }, CSV_TEMPLATE.trimEnd());
    if (words.length === 0) throw new UsageError("import-articles needs a FILE");
    const dryRun = values["dry-run"] === true;
    const folder = textOf(values, "files");
    const version = versionAsked(values);
    const note = textOf(values, "note")?.trim();
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
          const imported = await takeArticle(db, dataDir, candidate, { dryRun, version, note });
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

function versionAsked(values: Values): TakeOptions["version"] {
  const [makes, keeps] = [values["new-version"] === true, values["same-version"] === true];
  if (makes && keeps) throw new UsageError("--new-version and --same-version exclude each other");
  return makes ? "new" : keeps ? "same" : undefined;
}

function wordsOf(file: string, imported: ImportedArticle): string[] {
  const { outcome, doi, title, missing } = imported;
  return [
    `${file}: ${outcome}: ${doi} ${title}`,
    ...changeLines(imported).map((line) => `  ${line}`),
    ...(missing.length > 0 ? [`  not at hand: ${missing.join(", ")}`] : []),
  ];
}
