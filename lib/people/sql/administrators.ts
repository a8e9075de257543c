import { eq } from "drizzle-orm";
import type { Tx } from "@/lib/db/connection";
import { roles } from "@/lib/db/schema/people";

/** Whether somebody is the only administrator there is. All their rows stay locked, so that two who take each other's away come one by one. */
export async function isLastAdministrator(tx: Tx, personId: number): Promise<boolean> {
  const rows = await tx
    .select({ personId: roles.personId })
    .from(roles)
    .where(eq(roles.role, "administrator"))
    .for("update");
  return rows.length > 0 && rows.every((row) => row.personId === personId);
}
