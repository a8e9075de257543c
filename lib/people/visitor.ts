import type { Db } from "@/lib/db/connection";
import type { Auth } from "./auth";
import type { Grant } from "./may";
import { grantsOf } from "./sql/people";

/** Somebody who is signed in, and what they may do. */
export interface Person {
  id: number;
  name: string;
  email: string;
  /** When this browser signed in. */
  since: Date;
  grants: Grant[];
}

/** Who sends these headers; undefined for everybody who is not signed in. Roles are read anew each time. */
export async function signedIn(db: Db, auth: Auth, headers: Headers): Promise<Person | undefined> {
  // Most requests have no cookie, and need no question.
  if (!headers.has("cookie")) return undefined;
  const session = await auth.api.getSession({ headers });
  if (!session) return undefined;
  const { id, name, email } = session.user;
  const personId = Number(id);
  return { id: personId, name, email, since: session.session.createdAt, grants: await grantsOf(db, personId) };
}
