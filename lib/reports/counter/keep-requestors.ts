import type { Db, Tx } from "@/lib/db/connection";
import { type AuditedAction, audit } from "@/lib/people/audit";
import type { By } from "@/lib/people/edit-institution";
import {
  allowInstitutions,
  forbidInstitutions,
  heldRequestor,
  insertRequestor,
  markRevoked,
  replaceKey,
  updateRequestor,
} from "../sql/requestor-edit";
import { customersNamed, type InstitutionCustomer, type RequestorRow } from "../sql/requestors";
import { keyHash, newKey } from "./requestor-key";

export const REQUESTOR_ACTIONS = ["requestor", "requestor-key", "requestor-revoked"] as const;

/** Whether somebody can send it as requestor_id. */
export const isRequestorId = (text: string): boolean => /^[\w.@-]{1,64}$/.test(text);
export const LONGEST_REQUESTOR_NAME = 200;

/** Institutions as they are typed, one a line: by customer_id, or by their whole name. `unknown` are lines that are none's. */
export async function readCustomers(
  db: Db,
  text: string,
): Promise<{ customers: InstitutionCustomer[]; unknown: string[] }> {
  const lines = [...new Set(text.split(/\r?\n/).map((line) => line.trim()))].filter(Boolean);
  if (lines.length === 0) return { customers: [], unknown: [] };
  const found = await customersNamed(db, lines);
  const customers = new Map<number, InstitutionCustomer>();
  const unknown: string[] = [];
  for (const line of lines) {
    // An id is meant before a name that reads the same.
    const one =
      found.find(({ customerId }) => customerId === line) ??
      found.find(({ name }) => name.toLowerCase() === line.toLowerCase());
    if (one) customers.set(one.id, one);
    else unknown.push(line);
  }
  return { customers: [...customers.values()], unknown };
}

export interface NewRequestor {
  requestorId: string;
  name: string;
  world: boolean;
  institutions: readonly number[];
  /** Undefined for an operator at a terminal. */
  by?: By;
}

/** Adds a requestor and returns its key, the only time it is seen; undefined when the id is taken. */
export async function addRequestor(
  db: Db,
  { requestorId, name, world, institutions, by }: NewRequestor,
  now: Date,
): Promise<{ id: number; key: string } | undefined> {
  const key = newKey();
  return db.transaction(async (tx) => {
    const id = await insertRequestor(tx, { requestorId, name, world, keyHash: keyHash(key) }, now);
    if (id === undefined) return undefined;
    const customers = await allowInstitutions(tx, id, institutions);
    const detail = {
      ...named({ id, requestorId, name }),
      ...worldWords(world),
      ...(customers.length > 0 && { of: told(customers) }),
    };
    await audit(tx, { action: "requestor-added", by, detail }, now);
    return { id, key };
  });
}

const named = ({ id, requestorId, name }: Pick<RequestorRow, "id" | "requestorId" | "name">) => ({
  id: String(id),
  requestor: name === requestorId ? name : `${name} (${requestorId})`,
});
const worldWords = (world: boolean) => ({ "The World": world ? "yes" : "no" });
/** More than these are told by their number. */
const CUSTOMERS_TOLD = 20;
const told = (customers: readonly string[]): string =>
  customers.length <= CUSTOMERS_TOLD ? customers.join(", ") : `${customers.length} institutions`;

/** What one may do to a requestor that is not revoked. */
type Which = { id: number; by?: By };

/** Does something to a requestor while nobody else does, and notes it where `detail` comes of it. Undefined when there is none. */
function held<T>(
  db: Db,
  { id, by }: Which,
  action: AuditedAction,
  act: (tx: Tx, current: RequestorRow) => Promise<{ result: T; detail: Record<string, string> | undefined }>,
  now: Date,
): Promise<T | undefined> {
  return db.transaction(async (tx) => {
    const current = await heldRequestor(tx, id);
    if (!current) return undefined;
    const { result, detail } = await act(tx, current);
    if (detail) await audit(tx, { action, by, detail: { ...named(current), ...detail } }, now);
    return result;
  });
}

/** Changes a requestor's name, and whether it may have The World. True where anything changed; undefined when there is no such requestor. */
export const editRequestor = (
  db: Db,
  which: Which,
  { name, world }: Pick<RequestorRow, "name" | "world">,
  now: Date,
): Promise<boolean | undefined> =>
  held(
    db,
    which,
    "requestor",
    async (tx, current) => {
      const changes = {
        ...(name !== current.name && { name: `${current.name} → ${name}` }),
        ...(world !== current.world && worldWords(world)),
      };
      const changed = Object.keys(changes).length > 0;
      if (changed) await updateRequestor(tx, which.id, { name, world });
      return { result: changed, detail: changed ? changes : undefined };
    },
    now,
  );

/** Lets a requestor have the usage of institutions, or of some no longer. Returns the customer_ids that changed; undefined when there is no such requestor. */
export const editCustomers = (
  db: Db,
  which: Which,
  { allow = [], forbid = [] }: { allow?: readonly number[]; forbid?: readonly string[] },
  now: Date,
): Promise<{ allowed: string[]; forbidden: string[] } | undefined> =>
  held(
    db,
    which,
    "requestor",
    async (tx) => {
      const forbidden = await forbidInstitutions(tx, which.id, forbid);
      const allowed = await allowInstitutions(tx, which.id, allow);
      const detail = {
        ...(allowed.length > 0 && { "may ask for": told(allowed) }),
        ...(forbidden.length > 0 && { "no longer": told(forbidden) }),
      };
      return { result: { allowed, forbidden }, detail: Object.keys(detail).length > 0 ? detail : undefined };
    },
    now,
  );

/** A new key in place of the old one, which opens nothing any more; undefined when there is no such requestor. */
export const renewKey = (db: Db, which: Which, now: Date): Promise<string | undefined> =>
  held(
    db,
    which,
    "requestor-key",
    async (tx) => {
      const key = newKey();
      await replaceKey(tx, which.id, keyHash(key));
      return { result: key, detail: {} };
    },
    now,
  );

/** From now on its key opens nothing; undefined when there is no such requestor, or it was revoked before. */
export const revokeRequestor = (db: Db, which: Which, now: Date): Promise<true | undefined> =>
  held(
    db,
    which,
    "requestor-revoked",
    async (tx) => {
      await markRevoked(tx, which.id, now);
      return { result: true as const, detail: {} };
    },
    now,
  );
