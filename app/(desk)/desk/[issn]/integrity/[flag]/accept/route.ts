import { type FlagContext, flagForm } from "@/app/_integrity/flag-answer";
import { reasonOf } from "@/app/_integrity/typed-decision";
import { acceptFlag } from "@/lib/integrity/decide";

/** Leaves figures as they are, with a reason. */
export const POST = (request: Request, context: FlagContext): Promise<Response> =>
  flagForm(request, context, "accepted", async (db, acting, fields, now) => {
    const said = reasonOf(fields);
    if (said.kind !== "said") return said;
    return acceptFlag(db, { ...acting, reason: said.reason, seen: fields.get("seen") ?? "" }, now);
  });
