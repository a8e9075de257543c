import { readFile } from "node:fs/promises";
import { type Institutions, InstitutionsError, readInstitutions } from "@/lib/catalog/institutions";
import {
  institutionRows,
  rangesOfInstitution,
  replaceInstitutions,
  withdrawInstitution,
} from "@/lib/catalog/sql/institutions";
import { THE_WORLD } from "@/lib/reports/counter/host";
import { renameCustomer } from "@/lib/reports/sql/requestors";
import { type Command, textOf, UsageError } from "./command";

export const institution: Command = {
  name: "institution",
  summary: "Import institutions with their addresses, list and remove them",
  help: `  institution import FILE.csv [--dry-run]   Columns name, ranges (or start and end), ror. Ranges of institutions that are there
                                            already are replaced. Nothing is imported unless all of it is right.
  institution list                          Show all, with how many ranges they have
  institution show ID                       Show the ranges of one
  institution set ID --customer-id TEXT     What COUNTER's API and reports call it: at first its ID, where no other is called so
  institution remove ID                     Take its ranges away; its usage stays as it was recorded
  An access belongs to the institutions that hold its address when it is made: changes are for usage to come.`,
  options: { "dry-run": { type: "boolean" }, "customer-id": { type: "string" } },
  async run({ db, values, words, out }) {
    const [verb, subject = ""] = words;
    switch (verb) {
      case "import": {
        if (subject === "") throw new UsageError("institution import needs a FILE.csv");
        const { entries, warnings } = await readList(subject);
        for (const warning of warnings) out.say(warning);
        const ranges = entries.reduce((sum, entry) => sum + entry.ranges.length, 0);
        if (values["dry-run"] === true)
          return out.result(
            { institutions: entries.length, ranges },
            `${entries.length} institutions with ${ranges} ranges are right.`,
          );
        const done = await replaceInstitutions(db, entries);
        return out.result(
          { institutions: entries.length, ...done },
          `${done.added} institutions added, ${done.changed} replaced, ${done.ranges} ranges in all. In force within 30 seconds, for usage to come.`,
        );
      }
      case "list": {
        const rows = await institutionRows(db);
        const lines = rows.map(
          ({ id, name, ror, ranges, customerId }) =>
            `${id}\t${name}\t${ror ?? ""}\t${ranges} ranges\tcustomer ${customerId}`,
        );
        return out.result({ institutions: rows }, lines.length > 0 ? lines.join("\n") : "There are no institutions.");
      }
      case "show": {
        const ranges = await rangesOfInstitution(db, idOf(subject));
        return out.result(
          { ranges },
          ranges.map(({ first, last }) => (first === last ? first : `${first}-${last}`)).join("\n"),
        );
      }
      case "set": {
        const customerId = textOf(values, "customer-id")?.trim();
        if (!customerId || !/^[\w.-]{1,64}$/.test(customerId) || customerId === THE_WORLD)
          throw new UsageError("institution set needs --customer-id, at most 64 letters, digits and . _ -");
        if (!(await renameCustomer(db, idOf(subject), customerId)))
          throw new Error(`There is no institution ${subject}, or another is called ${customerId}.`);
        return out.result({ id: idOf(subject), customerId }, `Institution ${subject} is the customer ${customerId}.`);
      }
      case "remove": {
        const id = idOf(subject);
        if (!(await withdrawInstitution(db, id))) throw new Error(`There is no institution ${id}.`);
        return out.result({ removed: id }, `Institution ${id} is removed; what was recorded for it stays.`);
      }
      default:
        throw new UsageError("institution needs a verb: import, list, show, set or remove");
    }
  },
};

function idOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError("the ID is the number that institution list shows");
  return Number(text);
}

/** More faults than this are one fault of the file, and nobody reads them all. */
const FAULTS_SHOWN = 20;

async function readList(file: string): Promise<Institutions> {
  const source = await readFile(file).catch(() => {
    throw new Error(`${file} cannot be read.`);
  });
  try {
    return readInstitutions(source);
  } catch (fault) {
    if (!(fault instanceof InstitutionsError)) throw fault;
    const shown = fault.faults.slice(0, FAULTS_SHOWN).join("\n");
    const more = fault.faults.length - FAULTS_SHOWN;
    throw new Error(`${file} is not imported:\n${shown}${more > 0 ? `\nand ${more} more` : ""}`);
  }
}
