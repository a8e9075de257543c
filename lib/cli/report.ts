import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { THE_WORLD } from "@/lib/catalog/customer-id";
import { months } from "@/lib/counting/sql/months";
import type { Db } from "@/lib/db/connection";
import { readEnv } from "@/lib/env";
import { availabilityOf } from "@/lib/reports/counter/availability";
import { REPORT_FORMATS, type ReportFormat, reportFile, reportFileName } from "@/lib/reports/counter/formats";
import { counterReport } from "@/lib/reports/counter/report";
import { REPORTS } from "@/lib/reports/counter/report-kind";
import { parametersOf, parseRequest } from "@/lib/reports/counter/request";
import { customerById } from "@/lib/reports/counter/requestor";
import { reportHost } from "@/lib/reports/counter/settings";
import { type Command, textOf, textsOf, UsageError } from "./command";

export const report: Command = {
  name: "report",
  summary: "Make a COUNTER report as a file",
  help: `  report IR_A1 [--from 2026-01 --to 2026-06] [--format ${REPORT_FORMATS.join("|")}] [--customer ID] [--output FILE] [--set NAME=VALUE]...
  ${Object.keys(REPORTS).join(", ")}. Without --from and --to it is of the latest month that is processed. Without --customer it is of The World (${THE_WORLD}).
  --set gives what the API calls a parameter: --set 'yop=2020-2022' --set 'attributes_to_show=YOP|Access_Type'. A report that
  leaves something out says so in its Exceptions. --output - writes to standard output.`,
  options: {
    from: { type: "string" },
    to: { type: "string" },
    format: { type: "string" },
    customer: { type: "string" },
    output: { type: "string" },
    set: { type: "string", multiple: true },
  },
  async run({ db, values, words: [name], out }) {
    const kind = Object.values(REPORTS).find(({ id }) => id === name?.toUpperCase());
    if (!kind) throw new UsageError(`report needs the name of one: ${Object.keys(REPORTS).join(", ")}`);
    const now = new Date();
    const { from, to } = await periodOf(db, textOf(values, "from"), textOf(values, "to"), now);
    const wanted = textOf(values, "format") ?? "tsv";
    const format = REPORT_FORMATS.find((one) => one === wanted);
    if (!format) throw new UsageError(`--format ${wanted}: must be one of ${REPORT_FORMATS.join(", ")}`);
    const customerId = textOf(values, "customer") ?? THE_WORLD;
    const customer = await customerById(db, customerId);
    if (!customer) throw new Error(`There is no customer ${customerId}; see: institution list`);
    const host = reportHost(readEnv());
    const given = { begin_date: from, end_date: to, ...settingsOf(textsOf(values, "set"), parametersOf(kind)) };
    const parsed = parseRequest(kind, given, { now, host });
    if (parsed.kind === "fault")
      throw new UsageError([parsed.exception.Message, parsed.exception.Data].filter(Boolean).join(": "));
    const { request, exceptions } = parsed;
    const made = await counterReport(db, { request, customer, host }, { now, exceptions });
    const file = textOf(values, "output") ?? reportFileName(made.facts, format);
    if (file === "-")
      return void (await pipeline(Readable.from(reportFile(made, format)), process.stdout, { end: false }));
    await write(file, reportFile(made, format));
    const said = made.facts.exceptions.map(
      ({ Code, Message, Data }) => `${Code} ${Message}${Data ? ` (${Data})` : ""}`,
    );
    out.result(
      {
        file,
        report: kind.id,
        format: format satisfies ReportFormat,
        customer: customerId,
        exceptions: made.facts.exceptions,
      },
      [`${kind.name} of ${customer.name}, ${request.begin} to ${request.end}: ${file}`, ...said].join("\n"),
    );
  },
};

/** What was asked for, and else the latest month that is processed (COUNTER R5.1 §3.2 on reports for people). */
async function periodOf(
  db: Db,
  from: string | undefined,
  to: string | undefined,
  now: Date,
): Promise<{ from: string; to: string }> {
  if (from && to) return { from, to };
  if (from || to) throw new UsageError("report needs both --from and --to, months like 2026-01, or neither");
  const available = availabilityOf(await months.all(db), now);
  if (!available) throw new Error("There is no month yet that is processed.");
  return { from: available.last, to: available.last };
}

function settingsOf(pairs: readonly string[], known: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      const name = pair.slice(0, at);
      if (at < 1 || !known.includes(name))
        throw new UsageError(`--set ${pair}: NAME=VALUE, and NAME one of ${known.join(", ") || "none, for a view"}`);
      return [name, pair.slice(at + 1)];
    }),
  );
}

/** Whole or not at all: a report that broke off leaves no file that looks like one. */
async function write(file: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const part = `${file}.part`;
  try {
    await pipeline(Readable.from(pieces), createWriteStream(part));
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
}
