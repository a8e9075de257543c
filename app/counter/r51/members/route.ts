import { forRequestor, jsonAnswer, notThere } from "@/app/_counter/answer";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { institutionIds } from "@/lib/reports/counter/host";
import { membersOf } from "@/lib/reports/counter/requestor";
import { reportHost } from "@/lib/reports/counter/settings";

/** GET /counter/r51/members: the institutions of a customer; itself, when it is no consortium (COUNTER R5.1 §8.1). */
export function GET(request: Request): Promise<Response> {
  const host = reportHost(readEnv());
  return forRequestor(
    request,
    async ({ members }) =>
      jsonAnswer(
        members.map((member) => ({
          Customer_ID: member.customerId,
          Institution_Name: member.name,
          Institution_ID: institutionIds(member, host),
        })),
      ),
    { find: (credentials) => membersOf(sharedDb(), credentials) },
  );
}

export { notThere as POST, notThere as PUT, notThere as PATCH, notThere as DELETE };
