import { type FlagContext, flagForm } from "@/app/_integrity/flag-answer";
import { reasonOf } from "@/app/_integrity/typed-decision";
import { isDay } from "@/lib/calendar/day";
import { excludeUsage, type Which } from "@/lib/integrity/exclude";

/** Takes usage out of an article's figures, with a reason. */
export const POST = (request: Request, context: FlagContext): Promise<Response> =>
  flagForm(request, context, "excluded", async (db, acting, fields, now) => {
    const said = reasonOf(fields);
    if (said.kind !== "said") return said;
    const which = whichOf(fields.get("which") ?? "");
    const [from, to] = [fields.get("from") ?? "", fields.get("to") ?? ""];
    if (!which || !isDay(from) || !isDay(to) || from > to) return { kind: "invalid" };
    const deciding = { ...acting, reason: said.reason, seen: fields.get("seen") ?? "" };
    return excludeUsage(db, { ...deciding, which, from, to }, now);
  });

function whichOf(value: string): Which | undefined {
  if (value === "networks" || value === "all") return { kind: value };
  const agent = /^agent-([1-9]\d{0,8})$/.exec(value)?.[1];
  return agent === undefined ? undefined : { kind: "agent", userAgent: Number(agent) };
}
