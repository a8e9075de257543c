import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { changeCounts, changeWords } from "@/lib/catalog/change-words";
import { institutionChanges } from "@/lib/catalog/institution-changes";
import { institutionsCsv } from "@/lib/catalog/institution-csv";
import type { InstitutionTexts } from "@/lib/catalog/institution-facts";
import { rangeWords, readRanges } from "@/lib/catalog/institution-ranges";
import { type Institutions, InstitutionsError, readInstitutions } from "@/lib/catalog/institutions";
import type { IpRange } from "@/lib/catalog/ip-range";
import { institutionRows, othersWithin, rangesOfInstitution } from "@/lib/catalog/sql/institutions";
import type { Db } from "@/lib/db/connection";
import {
  addInstitution,
  editInstitution,
  editRanges,
  importInstitutions,
  withdrawInstitution,
} from "@/lib/people/edit-institution";
import { type Command, type Output, textOf, textsOf, UsageError, type Values } from "./command";

export const institution: Command = {
  name: "institution",
  summary: "Keep institutions and their addresses: import, list, change and remove them",
  help: `  institution import FILE.csv [--dry-run]   Columns name, ranges (or start and end), ror. Ranges of institutions that are there
                                            already are replaced. Nothing is imported unless all of it is right. --dry-run
                                            shows what would change, and changes nothing
  institution export FILE.csv               Write all of them to such a file; - writes to standard output
  institution list                          Show all, with how many ranges they have
  institution show ID                       Show the ranges of one
  institution add --name TEXT [--ror ID] [--customer-id TEXT] [--range RANGE]...
                                            Add one
  institution set ID [--name TEXT] [--ror ID] [--customer-id TEXT]
                                            Change what it is called. --customer-id is what COUNTER's API and reports call it:
                                            at first its ID, where no other is called so. An empty --ror takes the ROR id away
  institution ranges ID [--add RANGE]... [--take RANGE]...
                                            Add ranges, and take some away
  institution remove ID                     Take its ranges away; its usage stays as it was recorded
  RANGE is 192.0.2.0/24, 192.0.2.0-192.0.2.9, 192.0.2.* or one address, IPv4 or IPv6.
  An access belongs to the institutions that hold its address when it is made: changes are for usage to come.`,
  options: {
    "dry-run": { type: "boolean" },
    name: { type: "string" },
    ror: { type: "string" },
    "customer-id": { type: "string" },
    range: { type: "string", multiple: true },
    add: { type: "string", multiple: true },
    take: { type: "string", multiple: true },
  },
  async run({ db, values, words, out }) {
    const [verb, subject = ""] = words;
    const now = new Date();
    switch (verb) {
      case "import":
        return importList(db, subject, values["dry-run"] === true, out, now);
      case "export": {
        if (subject === "") throw new UsageError("institution export needs a FILE.csv, or -");
        await pipeline(
          Readable.from(institutionsCsv(db)),
          subject === "-" ? process.stdout : createWriteStream(subject),
          { end: subject !== "-" },
        );
        return subject === "-" ? undefined : out.result({ file: subject }, `Written to ${subject}.`);
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
        return out.result({ ranges }, ranges.map(rangeWords).join("\n"));
      }
      case "add": {
        const texts = { name: "", ror: "", customerId: "", ...typedOf(values) };
        const ranges = rangesOf(textsOf(values, "range"));
        const made = await addInstitution(db, { texts, ranges, by: undefined }, now);
        if (made.kind === "faults") throw new UsageError(faultWords(made.faults));
        await sayOthers(db, texts.name, ranges, out);
        return out.result({ id: made.id }, `Institution ${made.id} is added, with ${ranges.length} ranges.`);
      }
      case "set": {
        const typed = typedOf(values);
        if (Object.keys(typed).length === 0)
          throw new UsageError("institution set needs --name, --ror or --customer-id");
        const id = idOf(subject);
        const edited = await editInstitution(db, { id, by: undefined }, { typed, base: undefined }, now);
        if (edited.kind === "gone") throw new Error(`There is no institution ${id}.`);
        if (edited.kind === "faults") throw new UsageError(faultWords(edited.faults));
        return out.result({ id, ...typed }, `Institution ${id} is changed.`);
      }
      case "ranges": {
        const [add, remove] = [rangesOf(textsOf(values, "add")), rangesOf(textsOf(values, "take"))];
        if (add.length + remove.length === 0) throw new UsageError("institution ranges needs --add or --take");
        const id = idOf(subject);
        const done = await editRanges(db, { id, by: undefined }, { add, remove }, now);
        if (!done) throw new Error(`There is no institution ${id}.`);
        const name = (await institutionRows(db)).find((row) => row.id === id)?.name ?? "";
        await sayOthers(db, name, done.added, out);
        return out.result(
          { id, added: done.added, removed: done.removed },
          `${done.added.length} ranges added, ${done.removed.length} taken away. In force within 30 seconds, for usage to come.`,
        );
      }
      case "remove": {
        const id = idOf(subject);
        if (!(await withdrawInstitution(db, { id, by: undefined }, now)))
          throw new Error(`There is no institution ${id}.`);
        return out.result({ removed: id }, `Institution ${id} is removed; what was recorded for it stays.`);
      }
      default:
        throw new UsageError("institution needs a verb: import, export, list, show, add, set, ranges or remove");
    }
  },
};

async function importList(db: Db, file: string, dry: boolean, out: Output, now: Date): Promise<void> {
  if (file === "") throw new UsageError("institution import needs a FILE.csv");
  const { entries, warnings } = await readList(file);
  for (const warning of warnings) out.say(warning);
  const ranges = entries.reduce((sum, entry) => sum + entry.ranges.length, 0);
  if (dry) {
    const changes = await institutionChanges(db, entries);
    const counts = changeCounts(changes);
    return out.result(
      { institutions: entries.length, ranges, ...counts, changes },
      [
        ...changes.flatMap(changeWords),
        `${entries.length} institutions with ${ranges} ranges are right: ${counts.new} new, ${counts.changed} changed, ${counts.same} as they are.`,
      ].join("\n"),
    );
  }
  const done = await importInstitutions(db, { entries, by: undefined }, now);
  out.result(
    { institutions: entries.length, ...done },
    `${done.added} institutions added, ${done.changed} replaced, ${done.ranges} ranges in all. In force within 30 seconds, for usage to come.`,
  );
}

function typedOf(values: Values): Partial<InstitutionTexts> {
  const [name, ror, customerId] = [textOf(values, "name"), textOf(values, "ror"), textOf(values, "customer-id")];
  return {
    ...(name !== undefined && { name }),
    ...(ror !== undefined && { ror }),
    ...(customerId !== undefined && { customerId }),
  };
}

const OPTION_NAMES = { name: "--name", ror: "--ror", customerId: "--customer-id" } as const;
const faultWords = (faults: Partial<InstitutionTexts>): string =>
  (Object.keys(OPTION_NAMES) as (keyof typeof OPTION_NAMES)[])
    .flatMap((field) => (faults[field] ? [`${OPTION_NAMES[field]} ${faults[field]}`] : []))
    .join("\n");

function rangesOf(texts: readonly string[]): IpRange[] {
  const { ranges, faults } = readRanges(texts.join("\n"));
  if (faults.length > 0) throw new UsageError(faults.join("\n"));
  return ranges;
}

async function sayOthers(db: Db, name: string, ranges: readonly IpRange[], out: Output): Promise<void> {
  const others =
    (
      await othersWithin(
        db,
        ranges.map((range) => ({ name, ...range })),
      )
    )?.get(name) ?? [];
  if (others.length > 0)
    out.say(`These addresses are also of ${others.join(", ")}: what comes from them counts for each.`);
}

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
