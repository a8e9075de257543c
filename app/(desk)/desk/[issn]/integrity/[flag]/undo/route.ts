import { type FlagContext, flagForm } from "@/app/_integrity/flag-answer";
import { undoExclusion } from "@/lib/integrity/exclude";

/** Puts usage back that was taken out. */
export const POST = (request: Request, context: FlagContext): Promise<Response> =>
  flagForm(request, context, "undone", async (db, acting, fields, now) => {
    const exclusion = fields.get("exclusion") ?? "";
    if (!/^\d{1,9}$/.test(exclusion)) return { kind: "invalid" };
    return undoExclusion(db, { ...acting, exclusionId: Number(exclusion) }, now);
  });
