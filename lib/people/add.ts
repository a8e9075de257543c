import type { Db } from "@/lib/db/connection";
import type { Auth } from "./auth";
import { personByEmail } from "./sql/people";
import { endSessions } from "./sql/sessions";

/** The id of the person with an address, added when there is none; a name on record stays. */
export async function addPerson(
  db: Db,
  auth: Auth,
  { email, name }: { email: string; name: string },
): Promise<{ id: number; added: boolean }> {
  const there = await personByEmail(db, email);
  if (there) return { id: there.id, added: false };
  const { internalAdapter } = await auth.$context;
  // Whoever adds a person vouches for the address: the first way in is a link sent or handed to them.
  const made = await internalAdapter.createUser(
    { email: email.toLowerCase(), name, emailVerified: true },
    { method: "operator" },
  );
  return { id: Number(made.id), added: true };
}

/** Sets a person's password, and ends all their sessions and links. */
export async function setPassword(db: Db, auth: Auth, personId: number, password: string): Promise<void> {
  const context = await auth.$context;
  const hash = await context.password.hash(password);
  const userId = String(personId);
  const accounts = await context.internalAdapter.findAccounts(userId);
  if (accounts.some(({ providerId }) => providerId === "credential"))
    await context.internalAdapter.updatePassword(userId, hash);
  else
    await context.internalAdapter.createAccount({
      userId,
      providerId: "credential",
      accountId: userId,
      password: hash,
    });
  await endSessions(db, personId);
}
