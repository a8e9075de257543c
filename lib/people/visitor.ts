import type { Db } from "@/lib/db/connection";
import type { Auth } from "./auth";
import type { Grant } from "./may";
import { isPlaceholder } from "./placeholder";
import { grantsOf } from "./sql/people";

/** Somebody who is signed in, and what they may do. */
export interface Person {
  id: number;
  name: string;
  /** What the account goes by: an address, or what stands in place of one. Show `knownAs`, and mail `mail`. */
  email: string;
  /** The address they proved to read; undefined when there is none. */
  mail: string | undefined;
  /** The iD they proved to hold. */
  orcid: string | undefined;
  /** Which of their signed-in browsers this is. */
  session: number;
  /** When this browser signed in. */
  since: Date;
  grants: Grant[];
}

/** Who sends these headers; undefined for everybody who is not signed in. Roles are read anew each time. */
export async function signedIn(db: Db, auth: Auth, headers: Headers): Promise<Person | undefined> {
  // Most requests have no cookie, and need no question.
  if (!headers.has("cookie")) return undefined;
  const found = await auth.api.getSession({ headers });
  if (!found) return undefined;
  const { id, name, email, emailVerified, orcid } = found.user;
  const personId = Number(id);
  return {
    ...{ id: personId, name, email, orcid: orcid ?? undefined },
    mail: emailVerified && !isPlaceholder(email) ? email : undefined,
    session: Number(found.session.id),
    since: found.session.createdAt,
    grants: await grantsOf(db, personId),
  };
}

/** How somebody is told from others of the same name: by address, or by iD. */
export const knownAs = ({ email, orcid }: { email: string; orcid?: string | null | undefined }): string =>
  isPlaceholder(email) ? `ORCID ${orcid ?? email.split("@", 1)[0]}` : email;
