import { type FlagContext, flagForm, reasonOf } from "@/app/_integrity/flag-answer";
import { acceptFlag } from "@/lib/integrity/decide";

/** Leaves figures as they are, with a reason. */
export const POST = (request: Request, context: FlagContext): Promise<Response> =>
  flagForm(request, context, "accepted", async (db, deciding, fields, now) => {
    const reason = reasonOf(fields);
    return reason === undefined ? { kind: "reason" } : acceptFlag(db, { ...deciding, reason }, now);
  });
