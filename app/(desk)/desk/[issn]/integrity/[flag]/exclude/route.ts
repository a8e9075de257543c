import { type FlagContext, flagForm, reasonOf } from "@/app/_integrity/flag-answer";
import { isDay } from "@/lib/calendar/day";
import { excludeUsage, type Which } from "@/lib/integrity/exclude";

/** Takes usage out of an article's figures, with a reason. Days that are not given are those of the flag. */
export const POST = (request: Request, context: FlagContext): Promise<Response> =>
  flagForm(request, context, "excluded", async (db, deciding, fields, now) => {
    const reason = reasonOf(fields);
    if (reason === undefined) return { kind: "reason" };
    const which = whichOf(fields.get("which") ?? "");
    const [from, to] = [fields.get("from") ?? "0001-01-01", fields.get("to") ?? "9999-12-31"];
    if (!which || !isDay(from) || !isDay(to) || from > to) return { kind: "invalid" };
    return excludeUsage(db, { ...deciding, reason, which, from, to }, now);
  });

function whichOf(value: string): Which | undefined {
  if (value === "networks" || value === "all") return { kind: value };
  const agent = /^agent-([1-9]\d{0,8})$/.exec(value)?.[1];
  return agent === undefined ? undefined : { kind: "agent", userAgent: Number(agent) };
}
