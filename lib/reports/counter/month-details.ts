import type { Month } from "@/lib/calendar/month";
import { reasonWords } from "@/lib/counting/reason";
import type { Db } from "@/lib/db/connection";
import { monthChanges } from "../sql/month-changes";
import type { Availability } from "./availability";

/** R5.1.1's extension of the list of reports: when a month's figures last changed, and why; the newest first. */
export type MonthDetails = Record<Month, { Last_Change_Date: string; Last_Change_Note?: string }>;

export async function monthDetails(db: Db, { first, last }: Availability): Promise<MonthDetails> {
  const rows = await monthChanges(db, first, last);
  return Object.fromEntries(
    rows.map(({ month, completed, restated, reasons }) => [
      month,
      {
        Last_Change_Date: (restated ?? completed).replace(" ", "T").replace(/(?:\.\d+)?\+00$/, "Z"),
        ...(reasons && { Last_Change_Note: reasonWords(reasons).join("; ") }),
      },
    ]),
  );
}
