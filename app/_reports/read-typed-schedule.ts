import { wholeId } from "@/lib/desk/whole-id";
import type { Env } from "@/lib/env";
import { checkSchedule } from "@/lib/reports/definition/schedule";
import { Rule } from "@/lib/reports/schedule/rule";
import { slotsAfter } from "@/lib/reports/schedule/slots";
import type { TypedNow } from "./schedules";
import { textsOf } from "./typed-definition";
import { SCHEDULE_FIELDS, typedSchedule } from "./typed-schedule";

const DATES = 3;

/** What was typed into a schedule's form, with what is wrong with it where it was to be saved, and the next dates it comes to. */
export async function readTypedSchedule(
  given: URLSearchParams,
  env: Env,
  now = new Date(),
): Promise<TypedNow | undefined> {
  const state = given.get("state");
  if (!given.has("every") || (state !== "faults" && state !== "dates")) return undefined;
  const texts = textsOf(given, SCHEDULE_FIELDS);
  const typed = typedSchedule(texts);
  const checked = await checkSchedule(typed, env);
  const rule = Rule.safeParse(typed.rule);
  const { rule: wrong, ...others } = "faults" in checked ? checked.faults : {};
  const id = wholeId(given.get("schedule") ?? "");
  return {
    id: id === 0 ? undefined : id,
    texts,
    // Whoever only looks at dates has not said where it goes yet.
    faults: { ...(wrong === undefined ? {} : { rule: wrong }), ...(state === "faults" ? others : {}) },
    dates: rule.success ? slotsAfter(rule.data, now, DATES) : [],
  };
}
