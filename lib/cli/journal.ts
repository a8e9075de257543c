import { correctJournal } from "@/lib/catalog/correct-journal";
import { journalRow, journalRows, journalSizes } from "@/lib/catalog/sql/journals";
import { type Command, UsageError } from "./command";
import { correctionWords, statedBy } from "./correction";

const FACTS = { title: "title", abbreviation: "abbreviation", publisher: "publisher", printIssn: "print-issn" };

export const journal: Command = {
  name: "journal",
  summary: "List journals and put their facts right",
  help: `  journal list         Show all, with how many articles they hold
  journal show ISSN    Show one
  journal set ISSN [--title T] [--abbreviation A] [--publisher P] [--print-issn I]
                       Put facts right; what is not given stays, and --print-issn "" takes it away
  ISSN is the online ISSN with which its addresses begin; it stays. Articles, citations and feeds have the new facts at once.`,
  options: {
    title: { type: "string" },
    abbreviation: { type: "string" },
    publisher: { type: "string" },
    "print-issn": { type: "string" },
  },
  async run({ db, values, words, out }) {
    const [verb, written = ""] = words;
    if (verb === "list") {
      const sizes = new Map((await journalSizes(db)).map(({ issn, articles }) => [issn, articles]));
      const journals = (await journalRows(db)).map(({ id: _id, ...facts }) => ({
        ...facts,
        articles: sizes.get(facts.issn) ?? 0,
      }));
      const lines = journals.map(
        ({ issn, title, articles }) => `${issn}\t${title}\t${articles} ${articles === 1 ? "article" : "articles"}`,
      );
      return out.result({ journals }, lines.length > 0 ? lines.join("\n") : "There are no journals.");
    }
    if (verb !== "show" && verb !== "set") throw new UsageError("journal needs a verb: list, show or set");
    if (written === "") throw new UsageError(`journal ${verb} needs an ISSN`);
    const issn = written.toUpperCase();
    if (verb === "show") {
      const known = await journalRow(db, issn);
      if (!known) throw new Error(`There is no journal ${issn}.`);
      const { id: _id, ...facts } = known;
      const lines = Object.entries(facts).map(([fact, said]) => `${fact}\t${said ?? "none"}`);
      return out.result({ journal: facts }, lines.join("\n"));
    }
    const correction = await correctJournal(db, issn, statedBy(values, FACTS));
    const { words: said, facts, changes } = correctionWords(`journal ${issn}`, correction, FACTS);
    const { id: _id, ...shown } = facts;
    return out.result({ journal: shown, changes }, said);
  },
};
