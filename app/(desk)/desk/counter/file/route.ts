import { availableMonths, openReport } from "@/app/_counter/open-reports";
import { download } from "@/app/_desk/journal-request";
import { seeOther } from "@/app/_forms/see-other";
import { signInAddress } from "@/app/_people/next-path";
import { nothingHere } from "@/app/_people/people-form";
import { personOf } from "@/app/_people/person";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { audit } from "@/lib/people/audit";
import { mayReportWorld } from "@/lib/people/may";
import { askedSearch } from "@/lib/reports/counter/asked-report";
import { REPORT_CONTENT_TYPES, REPORT_FORMATS, reportFile, reportFileName } from "@/lib/reports/counter/formats";
import { counterReport } from "@/lib/reports/counter/report";
import { reportStream } from "@/lib/reports/counter/report-stream";
import { reportHost } from "@/lib/reports/counter/settings";

/** GET ?report&format&…: a whole report as a file. What is wrong with what is asked, the page says at its field. */
export async function GET(request: Request): Promise<Response> {
  const person = await personOf(request);
  if (!person) return seeOther(signInAddress("/desk/counter"));
  if (!mayReportWorld(person.grants)) return nothingHere();
  const search = new URL(request.url).searchParams;
  const open = await openReport(person, search, await availableMonths(new Date()));
  if (open === "hidden") return nothingHere();
  if (!open) return seeOther(`/desk/counter?${new URLSearchParams({ report: search.get("report") ?? "" })}`);
  const { asked, customer, parsed, faults, now } = open;
  const format = REPORT_FORMATS.find((one) => one === search.get("format"));
  if (!format || !customer || parsed.kind === "fault" || faults.size > 0)
    return seeOther(`/desk/counter?${askedSearch(asked)}`);
  const db = sharedDb();
  const { request: wanted, exceptions } = parsed;
  const report = await counterReport(
    db,
    { request: wanted, customer, host: reportHost(readEnv()) },
    { now, exceptions },
  );
  const name = reportFileName(report.facts, format);
  const { begin_date: _from, end_date: _to, ...chosen } = asked.parameters;
  const detail = {
    of: wanted.kind.name,
    customer: customer.name,
    months: `${wanted.begin} to ${wanted.end}`,
    ...chosen,
    file: name,
  };
  try {
    await audit(db, { action: "export", by: person, detail }, now);
  } catch (fault) {
    await report.close();
    throw fault;
  }
  return download(reportStream(report, reportFile(report, format)), REPORT_CONTENT_TYPES[format], name);
}
