import { notFound } from "next/navigation";
import { requirePerson } from "@/app/_people/person";
import { months } from "@/lib/counting/sql/months";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { mayReportInstitutions, mayReportWorld } from "@/lib/people/may";
import type { Person } from "@/lib/people/visitor";
import { type AskedReport, askedReport } from "@/lib/reports/counter/asked-report";
import { type Availability, availabilityOf } from "@/lib/reports/counter/availability";
import { type Customer, THE_WORLD } from "@/lib/reports/counter/host";
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
  const parsed = parseRequest(asked.kind, asked.parameters, { now, host: reportHost(readEnv()) });
  const faults = new Map<string, string>();
  if (!customer) faults.set("customer_id", `There is no customer ${asked.customerId}.`);
  if (parsed.kind === "fault")
    for (const parameter of parsed.parameters) faults.set(parameter, monthsFaultWords(parsed.exception));
  else for (const refused of parsed.refused) faults.set(refused.parameter, refusedWords(refused));
  return { asked, customer, parsed, faults, now };
}

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
