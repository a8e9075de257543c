import type { Db } from "@/lib/db/connection";
import { type Env, siteUrl } from "@/lib/env";
import { addPerson } from "@/lib/people/add";
import { makeAuth } from "@/lib/people/auth";
import { signInPath } from "@/lib/people/link";
import { siteSecret } from "@/lib/people/secret";
import { makeLinkToken } from "@/lib/people/sign-in";
import { grant } from "@/lib/people/sql/people";

const ADMINISTRATOR = { email: "administrator@sample.example", name: "Administrator of the sample" };

/** The path of a link that signs in, once, whoever tries the sample out. */
export async function sampleSignIn(
  db: Db,
  env: Pick<Env, "SECRET" | "DATA_DIR" | "SITE_URL" | "PORT">,
): Promise<string> {
  const auth = makeAuth(db, { site: siteUrl(env), secret: await siteSecret(env) });
  const { id } = await addPerson(db, auth, ADMINISTRATOR);
  await grant(db, id, { role: "administrator", journalId: null, specialIssueId: null });
  return signInPath(await makeLinkToken(auth, ADMINISTRATOR.email));
}
