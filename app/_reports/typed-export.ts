import { isDay } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { Ask, askFault, type Format, formatsOf } from "@/lib/reports/made/ask";
import type { OpenReports } from "./open-reports";

/** Tables that can be made into a file in the background. */
export const EXPORTED = ["articles", "series", "ledger"] as const;

/** What is asked for as a file, or what is wrong with it. */
export async function typedExport(
  db: Db,
  { journalId }: Pick<OpenReports, "journalId">,
  text: (name: string) => string,
): Promise<{ ask: Ask; period: { from: string; to: string }; format: Format } | { fault: string }> {
  const what = EXPORTED.find((one) => one === text("what"));
  // The ledger is of all articles.
  const ask = Ask.safeParse({ what, journalId, ...(what === "ledger" ? {} : { view: text("view") }) });
  if (!ask.success) return { fault: "Choose what the file is of." };
  const fault = await askFault(db, ask.data);
  if (fault !== undefined) return { fault };
  const period = { from: text("from"), to: text("to") };
  if (!isDay(period.from) || !isDay(period.to)) return { fault: "The days must be real ones, like 2026-01-31." };
  if (period.from > period.to) return { fault: "The first day must not be after the last." };
  const format = formatsOf(ask.data).find((one) => one === text("format"));
  return format ? { ask: ask.data, period, format } : { fault: "It does not come as that kind of file." };
}
