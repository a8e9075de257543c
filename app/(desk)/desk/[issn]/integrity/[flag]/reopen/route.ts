import { type FlagContext, flagForm } from "@/app/_integrity/flag-answer";
import { reopenFlag } from "@/lib/integrity/decide";

/** Puts figures that were accepted back among those to look at. */
export const POST = (request: Request, context: FlagContext): Promise<Response> =>
  flagForm(request, context, "reopened", (db, acting, _, now) => reopenFlag(db, acting, now));
