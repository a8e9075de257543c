import { notFound } from "next/navigation";
import { requirePerson } from "@/app/_people/person";
import { THE_WORLD } from "@/lib/catalog/customer-id";
import { months } from "@/lib/counting/sql/months";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { mayReportInstitutions, mayReportWorld } from "@/lib/people/may";
import type { Person } from "@/lib/people/visitor";
import { type AskedReport, askedReport } from "@/lib/reports/counter/asked-report";
import { type Availability, availabilityOf } from "@/lib/reports/counter/availability";
import type { Customer } from "@/lib/reports/counter/host";
import { type Parsed, parseRequest } from "@/lib/reports/counter/request";
import { customerById } from "@/lib/reports/counter/requestor";
import { reportHost } from "@/lib/reports/counter/settings";
import { monthsFaultWords, refusedWords } from "./words";

/** A report somebody asks for at the desk, as far as it is understood. */
export interface OpenReport {
  asked: AskedReport;
  /** Undefined where there is none of that id. */
  customer: Customer | undefined;
  parsed: Parsed;
  /** By parameter. */
  faults: ReadonlyMap<string, string>;
  now: Date;
}

/**
 * Reads an address for somebody. "hidden" when it asks for what they may not see: an analyst is not even told which institutions there are.
 * Undefined where it asks for no report.
 */
export async function openReport(
  person: Person,
  search: URLSearchParams,
  available: Availability | undefined,
): Promise<OpenReport | "hidden" | undefined> {
  const asked = askedReport(search, available?.last);
  if (!asked) return undefined;
  if (asked.customerId !== THE_WORLD && !mayReportInstitutions(person.grants)) return "hidden";
  const customer = await customerById(sharedDb(), asked.customerId);
  const now = new Date();
  const parse = (changes: Record<string, string> = {}) =>
    parseRequest(asked.kind, { ...asked.parameters, ...changes }, { now, host: reportHost(readEnv()) });
  const parsed = parse();
  const faults = new Map<string, string>();
  if (!customer) faults.set("customer_id", `There is no customer ${asked.customerId}.`);
  if (parsed.kind === "fault") {
    for (const parameter of parsed.parameters) faults.set(parameter, monthsFaultWords(parsed.exception));
    // The API tells one fault of a request; a form tells all that are in it.
    const end = asked.parameters.end_date ?? "";
    const ended = parse({ begin_date: end.slice(0, 7) });
    if (end && !faults.has("end_date") && ended.kind === "fault")
      faults.set("end_date", monthsFaultWords(ended.exception));
  }
  const whenever = { begin_date: FINE_MONTH, end_date: FINE_MONTH };
  const rest = parsed.kind === "fault" ? parse(whenever) : parsed;
  if (rest.kind === "request") for (const refused of rest.refused) faults.set(refused.parameter, refusedWords(refused));
  return { asked, customer, parsed, faults, now };
}

/** A month with which nothing is wrong: what else is asked is looked at beside it. */
const FINE_MONTH = "2000-01";

export const availableMonths = async (now: Date): Promise<Availability | undefined> =>
  availabilityOf(await months.all(sharedDb()), now);

/** Whoever looks at a page of reports; to those who may not, there is none. */
export async function requireReporter(path: string): Promise<Person> {
  const person = await requirePerson(path);
  if (!mayReportWorld(person.grants)) notFound();
  return person;
}

/** The same of a page that only administrators may see. */
export async function requireKeeper(path: string): Promise<Person> {
  const person = await requirePerson(path);
  if (!mayReportInstitutions(person.grants)) notFound();
  return person;
}
