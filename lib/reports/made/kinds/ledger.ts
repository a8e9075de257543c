import { z } from "zod";
import { journalById } from "@/lib/catalog/sql/journals";
import { type LedgerRow, wholeLedger } from "@/lib/counting/sql/journal-ledger";
import { inSnapshot } from "@/lib/db/snapshot";
import { LEDGER_HEADING, ledgerLine } from "@/lib/reports/ledger-csv";
import { delimitedFile } from "@/lib/spreadsheets/delimited";
import { workbook } from "@/lib/spreadsheets/workbook";
import { wholeJournal } from "@/lib/usage/sql/groups";
import { aboutLines } from "../about";
import { jsonHead } from "../files/json-head";
import { type At, type Format, fileName, MEDIA_TYPES, periodName } from "../format";
import { type Frame, framed, readFrame } from "../frame";
import type { Kind } from "../kind";
import { periodWords } from "../period-words";
import { Spool } from "../spool";

const ask = z.strictObject({ what: z.literal("ledger"), journalId: z.int().positive() });

const FORMATS: readonly Format[] = ["csv", "xlsx", "json"];
const TOGETHER = 2_000;
const TITLE = "Ledger of restatements";

/** Everything that was restated of a journal's days, whenever that was: each measure before, after, and their difference. */
export const ledger: Kind<typeof ask> = {
  ask,
  formats: FORMATS,
  fault: async (db, { journalId }) => ((await journalById(db, journalId)) ? undefined : "There is no such journal."),
  words: async () => TITLE,
  read: (db, { journalId }, at) =>
    inSnapshot(db, async (snapshot) => {
      const frame = await readFrame(snapshot, wholeJournal(journalId), at);
      const filter = { month: undefined, articleId: undefined, reason: undefined, days: at.period };
      const entries = await Spool.of(
        at.env.DATA_DIR,
        told(wholeLedger(snapshot, journalId, filter, TOGETHER), at.progress),
      );
      const totals = { entries: entries.rows };
      const facts = { ...framed(frame), title: TITLE };
      return {
        form: "stream",
        report: {
          ...facts,
          periodWords: periodWords(at.period),
          headline:
            entries.rows === 0 ? undefined : entries.rows === 1 ? "1 restatement" : `${entries.rows} restatements`,
          figures: [{ label: "Restatements", value: entries.rows }],
          empty: entries.rows === 0,
          totals,
          path: `/desk/${frame.journal.issn}/ledger`,
          files: at.formats.map((format) => ({
            format,
            name: fileName([facts.scope, "ledger", periodName(at.period)], format),
            mediaType: MEDIA_TYPES[format],
            pieces: () => piecesOf(frame, entries, format, at),
          })),
        },
      };
    }),
};

async function* told(
  portions: AsyncIterable<LedgerRow[]>,
  progress: ((rows: number) => void) | undefined,
): AsyncGenerator<LedgerRow[]> {
  let rows = 0;
  for await (const portion of portions) {
    rows += portion.length;
    progress?.(rows);
    yield portion;
  }
}

function piecesOf(
  frame: Frame,
  entries: Spool<LedgerRow>,
  format: Format,
  { now }: At,
): AsyncIterable<Uint8Array | string> {
  const about = aboutLines({ ...framed(frame), title: TITLE, of: [["Entries", String(entries.rows)]] }, now);
  switch (format) {
    case "xlsx":
      return workbook([
        { name: "Ledger", rows: rowsOf(entries), frozen: 1, widths: [28, 12, 24, 40] },
        { name: "About", rows: about, widths: [20, 80] },
      ]);
    case "json":
      return json(frame, entries, now);
    default:
      return delimitedFile(lines());
  }
  async function* lines() {
    yield* [...about, []];
    yield* rowsOf(entries);
  }
}

async function* rowsOf(entries: Spool<LedgerRow>) {
  yield LEDGER_HEADING;
  for await (const entry of entries.each()) yield ledgerLine(entry);
}

async function* json(frame: Frame, entries: Spool<LedgerRow>, now: Date): AsyncGenerator<string> {
  yield `${JSON.stringify(jsonHead("ledger", { ...framed(frame), title: TITLE }, now)).slice(0, -1)},"restated":[`;
  let first = true;
  for await (const { doi, title, day, restated, reasons, before, after, ...method } of entries.each()) {
    const { methodBefore, methodAfter } = method;
    yield `${first ? "" : ","}\n${JSON.stringify({ doi, title, day, restated, reasons, before, after, methodBefore, methodAfter })}`;
    first = false;
  }
  yield "\n]}\n";
}
