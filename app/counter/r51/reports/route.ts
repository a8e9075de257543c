import { forRequestor, jsonAnswer, notThere } from "@/app/_counter/answer";
import { months } from "@/lib/counting/sql/months";
import { sharedDb } from "@/lib/db/shared";
import { availabilityOf } from "@/lib/reports/counter/availability";
import { monthDetails } from "@/lib/reports/counter/month-details";
import { REPORTS } from "@/lib/reports/counter/report-kind";

/**
 * GET /counter/r51/reports: the reports there are, and of which months. With include_month_details=True also when each month last changed,
 * and why (R5.1.1 §11.7).
 */
export function GET(request: Request): Promise<Response> {
  return forRequestor(request, async (_, asked) => {
    const db = sharedDb();
    const available = availabilityOf(await months.all(db), new Date());
    if (!available) return jsonAnswer([]);
    const detailed = /^true$/i.test(asked.get("include_month_details") ?? "");
    const details = detailed ? await monthDetails(db, available) : undefined;
    return jsonAnswer(
      Object.values(REPORTS).map(({ id, name, description }) => ({
        Report_Name: name,
        Report_ID: id,
        Release: "5.1",
        Report_Description: description,
        First_Month_Available: available.first,
        Last_Month_Available: available.last,
        ...(details && { Month_Details: details }),
      })),
    );
  });
}

export { notThere as POST, notThere as PUT, notThere as PATCH, notThere as DELETE };
