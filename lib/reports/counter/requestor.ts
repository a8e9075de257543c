import { THE_WORLD } from "@/lib/catalog/customer-id";
import type { Db } from "@/lib/db/connection";
import {
  allCustomers,
  customersOf,
  type InstitutionCustomer,
  type RequestorRow,
  requestorRow,
} from "../sql/requestors";
import { type CounterException, counterException } from "./exception";
import { type Customer, theWorld } from "./host";
import { keyHash } from "./requestor-key";

/** COUNTER R5.1 §8.2: what a request to the API shows of who sends it. */
export interface Credentials {
  customerId: string | undefined;
  requestorId: string | undefined;
  apiKey: string | undefined;
}

export type Access =
  | { kind: "granted"; requestor: RequestorRow; customer: Customer; members: Customer[] }
  | { kind: "refused"; exception: CounterException };

const refused = (...of: Parameters<typeof counterException>): Access => ({
  kind: "refused",
  exception: counterException(...of),
});

/**
 * Who asks, and for whose usage. A key is always needed; with a requestor_id beside it, both must be the same requestor's. A consortium's
 * own requestor_id is a customer_id as well: of the list of its members, not of usage. Of several faults the lowest code is told.
 */
export async function access(db: Db, { customerId, requestorId, apiKey }: Credentials): Promise<Access> {
  const missing = [...(customerId ? [] : ["customer_id"]), ...(apiKey ? [] : ["api_key"])];
  if (missing.length > 0) return refused(1030, `missing: ${missing.join(", ")}`);
  if (requestorId && !(await requestorRow(db, { requestorId }))) return refused(2000);
  const requestor = await requestorRow(db, { keyHash: keyHash(apiKey ?? "") });
  if (!requestor || (requestorId && requestor.requestorId !== requestorId)) return refused(2020);
  const members = (await customersOf(db, requestor.id)).map(customerOf);
  if (customerId === THE_WORLD)
    return requestor.world ? { kind: "granted", requestor, customer: theWorld, members: [theWorld] } : refused(2011);
  const customer = members.find((member) => member.customerId === customerId);
  if (customer) return { kind: "granted", requestor, customer, members: [customer] };
  return refused(2010);
}

/** The institutions of whoever a key and a customer_id name: all of a consortium's, which is named by its requestor_id. */
export async function membersOf(db: Db, credentials: Credentials): Promise<Access> {
  const { customerId, requestorId, apiKey } = credentials;
  const requestor = apiKey && (await requestorRow(db, { keyHash: keyHash(apiKey) }));
  if (!requestor || requestor.requestorId !== customerId || (requestorId && requestorId !== requestor.requestorId))
    return access(db, credentials);
  const members = (await customersOf(db, requestor.id)).map(customerOf);
  const itself: Customer = { institutionId: undefined, customerId: requestor.requestorId, name: requestor.name };
  return { kind: "granted", requestor, customer: itself, members: members.length > 0 ? members : [itself] };
}

/** The customer of an id, for whoever may have all: The World, or an institution. */
export async function customerById(db: Db, customerId: string): Promise<Customer | undefined> {
  if (customerId === THE_WORLD) return theWorld;
  const found = (await allCustomers(db)).find((one) => one.customerId === customerId);
  return found && customerOf(found);
}

const customerOf = ({ id, name, ror, customerId }: InstitutionCustomer): Customer => ({
  institutionId: id,
  customerId,
  name,
  ror,
});
