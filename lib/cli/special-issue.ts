import { correctSpecialIssue } from "@/lib/catalog/correct-special-issue";
import { specialIssueFacts } from "@/lib/catalog/sql/special-issues";
import { type Command, UsageError } from "./command";
import { correctionWords, statedBy } from "./correction";

const FACTS = { title: "title", closed: "closed" };

export const specialIssue: Command = {
  name: "special-issue",
  summary: "List special issues and put their facts right",
  help: `  special-issue list [ISSN]      Show all, or those of a journal, with how many articles they hold
  special-issue show ISSN SLUG   Show one
  special-issue set ISSN SLUG [--title T] [--closed 2026-01-05]
                                 Put facts right; what is not given stays, and --closed "" says that it is open
  SLUG is the last step of its address, which stays; the title as it is now does as well. The day it closed for submissions is marked
  in the metrics of its articles. Special issues are made by the articles that name them.`,
  options: { title: { type: "string" }, closed: { type: "string" } },
  async run({ db, values, words, out }) {
    const [verb, written = "", ...rest] = words;
    const issn = written.toUpperCase();
    const named = rest.join(" ");
    if (verb === "list") {
      const specialIssues = await specialIssueFacts(db, issn || undefined);
      const lines = specialIssues.map(
        (one) =>
          `${one.issn}\t${one.slug}\t${one.title}\t${one.articles} ${one.articles === 1 ? "article" : "articles"}${one.closed ? `\tclosed ${one.closed}` : ""}`,
      );
      return out.result({ specialIssues }, lines.length > 0 ? lines.join("\n") : "There are no special issues.");
    }
    if (verb !== "show" && verb !== "set") throw new UsageError("special-issue needs a verb: list, show or set");
    if (issn === "" || named === "") throw new UsageError(`special-issue ${verb} needs an ISSN and a SLUG`);
    const what = `special issue ${named} of ${issn}`;
    if (verb === "show") {
      const found = (await specialIssueFacts(db, issn)).find(({ slug, title }) => slug === named || title === named);
      if (!found) throw new Error(`There is no ${what}.`);
      const lines = Object.entries(found).map(([fact, said]) => `${fact}\t${said ?? "none"}`);
      return out.result({ specialIssue: found }, lines.join("\n"));
    }
    const correction = await correctSpecialIssue(db, issn, named, statedBy(values, FACTS));
    const { words: said, facts, changes } = correctionWords(what, correction, FACTS);
    return out.result({ specialIssue: facts, changes }, said);
  },
};
