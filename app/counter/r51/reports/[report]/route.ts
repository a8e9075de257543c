import { exceptionAnswer, forRequestor, notThere } from "@/app/_counter/answer";
import { sharedReports } from "@/app/_counter/shared-reports";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { counterException } from "@/lib/reports/counter/exception";
import type { Customer } from "@/lib/reports/counter/host";
import { reportJson } from "@/lib/reports/counter/json";
import { parametersIn } from "@/lib/reports/counter/parameters-in";
import { counterReport } from "@/lib/reports/counter/report";
import { reportKey } from "@/lib/reports/counter/report-key";
import { reportByPath } from "@/lib/reports/counter/report-kind";
import { parseRequest } from "@/lib/reports/counter/request";
import { reportHost } from "@/lib/reports/counter/settings";

/** GET /counter/r51/reports/{report}: a report or view as JSON (COUNTER R5.1 §8). 202 with exception 1011 while it is being made. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/counter/r51/reports/[report]">,
): Promise<Response> {
  const kind = reportByPath((await params).report);
  if (!kind) return notThere();
  const [host, now] = [reportHost(readEnv()), new Date()];
  const parsed = parseRequest(kind, parametersIn(new URL(request.url).searchParams), { now, host });
  const faults = parsed.kind === "fault" ? [parsed.exception] : [];
  const report = async ({ customer }: { customer: Customer }): Promise<Response> => {
    if (parsed.kind === "fault") return exceptionAnswer(parsed.exception);
    const db = sharedDb();
    const { request: wanted, exceptions } = parsed;
    const key = await reportKey(db, { request: wanted, customer, host }, exceptions);
    const made = await sharedReports().of(key, async () =>
      reportJson(await counterReport(db, { request: wanted, customer, host }, { now, exceptions })),
    );
    switch (made.kind) {
      case "busy":
        return exceptionAnswer(counterException(1010), { "retry-after": "600" });
      case "queued":
        return exceptionAnswer(counterException(1011), { "retry-after": "60" });
      case "made":
        // Packed on its way, for whoever takes that (lib/server/pages-proxy.ts).
        return new Response(made.body(), {
          headers: {
            "content-type": "application/json; charset=utf-8",
            "cache-control": "no-store",
            vary: "Accept-Encoding",
          },
        });
    }
  };
  return forRequestor(request, report, { faults });
}

export { notThere as POST, notThere as PUT, notThere as PATCH, notThere as DELETE };
