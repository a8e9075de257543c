import { sharedDb } from "@/lib/db/shared";
import { allCustomers, type InstitutionCustomer } from "@/lib/reports/sql/requestors";

/** More than these nobody looks through; the page of institutions finds one, and leads back. */
const MOST = 500;

export interface CustomersToChoose {
  customers: InstitutionCustomer[];
  /** Institutions that are not among them. */
  left: number;
}

/** The institutions a form offers, the chosen one always among them. */
export async function customersToChoose(chosen: string): Promise<CustomersToChoose> {
  const all = await allCustomers(sharedDb());
  const customers = all.length <= MOST ? all : all.filter(({ customerId }, i) => i < MOST || customerId === chosen);
  return { customers, left: all.length - customers.length };
}
