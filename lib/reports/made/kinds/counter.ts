import { z } from "zod";
import { dayOf } from "@/lib/calendar/day";
import { addMonths, monthOf } from "@/lib/calendar/month";
import { METHOD_VERSION } from "@/lib/counter/count-day";
import type { Db } from "@/lib/db/connection";
import { readEnv } from "@/lib/env";
import { exceptionWords } from "@/lib/reports/counter/exception";
import { REPORT_FORMATS, reportFile, reportFileName } from "@/lib/reports/counter/formats";
import { counterReport } from "@/lib/reports/counter/report";
import { REPORT_IDS, REPORTS } from "@/lib/reports/counter/report-kind";
import { parametersOf, parseRequest } from "@/lib/reports/counter/request";
import { customerById } from "@/lib/reports/counter/requestor";
import { reportHost } from "@/lib/reports/counter/settings";
import type { ReportedUsage } from "@/lib/reports/counter/usage";
import { countedThroughOf } from "@/lib/usage/article-usage";
import { countedThroughRow } from "@/lib/usage/queries";
import { wholeNumber } from "@/lib/usage/words";
import { type Format, MEDIA_TYPES } from "../format";
import type { Kind } from "../kind";
import { periodWords } from "../period-words";
import { Spool } from "../spool";

const ask = z.strictObject({
  what: z.literal("counter"),
  report: z.enum(REPORT_IDS),
  customerId: z.string().min(1).max(200),
  /** Parameters by their names in the API; days and whose usage it is are not among them. */
  settings: z.record(z.string().max(100), z.string().max(2_000)),
});
type CounterAsk = z.infer<typeof ask>;

const FORMATS: readonly Format[] = ["tsv", "xlsx", "json", "csv"] satisfies readonly (typeof REPORT_FORMATS)[number][];
/** Told though nothing is wrong: there are no components (3063). */
const NO_FAULT = 3063;

/** A COUNTER report, as the API and the command give it, in their own files. */
export const counter: Kind<typeof ask> = {
  ask,
  formats: FORMATS,
  fault,
  words: async (db, { report, customerId }) => {
    const customer = await customerById(db, customerId);
    return `COUNTER ${report} of ${customer?.name ?? customerId}`;
  },
  read: async (db, asked, { period, formats, now, env }) => {
    const kind = REPORTS[asked.report];
    const host = reportHost(env);
    const customer = await customerById(db, asked.customerId);
    if (!customer) throw new Error(`the customer ${asked.customerId} of a report is not there any more`);
    const given = { ...asked.settings, begin_date: period.from, end_date: period.to };
    const parsed = parseRequest(kind, given, { now, host });
    if (parsed.kind === "fault") throw new Error(exceptionWords(parsed.exception));
    const counted = await countedThroughRow(db);
    const { request, exceptions } = parsed;
    const report = await counterReport(db, { request, customer, host }, { now, exceptions });
    const totals: Record<string, number> = {};
    const items = await Spool.of(env.DATA_DIR, portions(added(totals, report.items))).finally(report.close);
    return {
      form: "stream",
      report: {
        title: `COUNTER ${kind.id}, ${kind.name}`,
        scope: host.platform,
        periodWords: periodWords(period),
        headline: headline(totals),
        figures: Object.entries(totals).map(([label, value]) => ({ label, value })),
        empty: items.rows === 0,
        totals,
        countedThrough: counted ? countedThroughOf(period.to, counted) : null,
        methodVersion: METHOD_VERSION,
        files: formats.flatMap((format) => {
          const known = REPORT_FORMATS.find((one) => one === format);
          if (!known) return [];
          return [
            {
              format,
              name: reportFileName(report.facts, known),
              mediaType: MEDIA_TYPES[format],
              pieces: () => reportFile({ facts: report.facts, items: items.each(), close: async () => {} }, known),
            },
          ];
        }),
      },
    };
  },
};

async function fault(db: Db, { report, customerId, settings }: CounterAsk): Promise<string | undefined> {
  const kind = REPORTS[report];
  if (!(await customerById(db, customerId))) return `There is no customer ${customerId}.`;
  const strange = Object.keys(settings).filter((name) => name !== "platform" && !parametersOf(kind).includes(name));
  if (strange.length > 0)
    return `${kind.id} does not know ${strange.join(", ")}; it knows ${["platform", ...parametersOf(kind)].join(", ")}.`;
  const now = new Date();
  const month = addMonths(monthOf(dayOf(now)), -1);
  const given = { ...settings, begin_date: month, end_date: month };
  const parsed = parseRequest(kind, given, { now, host: reportHost(readEnv()) });
  const faults =
    parsed.kind === "fault" ? [parsed.exception] : parsed.exceptions.filter(({ Code }) => Code !== NO_FAULT);
  return faults.length === 0 ? undefined : `${faults.map(exceptionWords).join("; ")}.`;
}

async function* added(
  totals: Record<string, number>,
  items: AsyncIterable<ReportedUsage>,
): AsyncGenerator<ReportedUsage> {
  for await (const item of items) {
    for (const { performance } of item.rows)
      for (const [metric, months] of performance)
        for (const count of months.values()) totals[metric] = (totals[metric] ?? 0) + count;
    yield item;
  }
}

const TOGETHER = 200;

async function* portions<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let held: T[] = [];
  for await (const item of items) {
    held.push(item);
    if (held.length < TOGETHER) continue;
    yield held;
    held = [];
  }
  yield held;
}

/** What the report is about, by COUNTER's own name: requests where it has them. */
function headline(totals: Record<string, number>): string | undefined {
  const metric = "Total_Item_Requests" in totals ? "Total_Item_Requests" : Object.keys(totals)[0];
  return metric && `${wholeNumber(totals[metric] ?? 0)} ${metric}`;
}
