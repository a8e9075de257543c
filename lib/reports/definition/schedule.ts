import type { Db, Tx } from "@/lib/db/connection";
import type { TargetKind } from "@/lib/db/schema/reports";
import type { Env } from "@/lib/env";
import { audit } from "@/lib/people/audit";
import type { Person } from "@/lib/people/visitor";
import { keptAddress, targetFault } from "../delivery/target";
import { newWebhookSecret } from "../delivery/webhook-signature";
import { scheduleDue } from "../run/schedule-due";
import { Rule } from "../schedule/rule";
import { slotAfter } from "../schedule/slots";
import { ruleWords } from "../schedule/words";
import {
  definitionRow,
  deleteSchedule,
  deleteTargets,
  insertSchedule,
  insertTargets,
  schedulesOf,
  targetsOf,
  updateSchedule,
} from "../sql/definitions";
import { withdrawWaiting } from "../sql/runs";
import type { Whose } from "./whose";

export const SCHEDULE_LIMITS = { most: 10, targets: 50, waitHours: { least: 0, most: 24 * 60 } };

export interface TypedSchedule {
  /** An object that `Rule` has yet to understand. */
  rule: unknown;
  targets: readonly { kind: TargetKind; address: string }[];
  whenEmpty: string;
  waitHours: number;
}

export type ScheduleFaults = Partial<Record<"rule" | "targets" | "whenEmpty" | "waitHours" | "form", string>>;
export type Scheduled = { kind: "saved"; id: number } | { kind: "faults"; faults: ScheduleFaults } | { kind: "gone" };

const RULE_WORDS = new Map([
  ["on", "The day"],
  ["weekday", "The weekday"],
  ["month", "The month"],
  ["at", "The time"],
  ["timeZone", "The time zone"],
]);

interface Checked {
  rule: Rule;
  targets: { kind: TargetKind; address: string }[];
  whenEmpty: "say" | "skip";
  waitHours: number;
}

/** A schedule that may be kept, or what is wrong with it, all of it at once. */
export async function checkSchedule(
  typed: TypedSchedule,
  env: Env,
): Promise<{ checked: Checked } | { faults: ScheduleFaults }> {
  const faults: ScheduleFaults = {};
  const rule = Rule.safeParse(typed.rule);
  if (!rule.success)
    faults.rule = `${RULE_WORDS.get(String(rule.error.issues[0]?.path[0])) ?? "How often it is made"} ${rule.error.issues[0]?.message ?? "is not understood"}.`;
  const kept = typed.targets.map(({ kind, address }) => ({ kind, address: keptAddress(kind, address) }));
  const targets = [...new Map(kept.map((one) => [`${one.kind} ${one.address.toLowerCase()}`, one])).values()];
  if (targets.length === 0) faults.targets = "Say where the report goes.";
  else if (targets.length > SCHEDULE_LIMITS.targets)
    faults.targets = `A schedule has at most ${SCHEDULE_LIMITS.targets} places its reports go to.`;
  else {
    const found = await Promise.all(targets.map(({ kind, address }) => targetFault(kind, address, env)));
    const words = found.filter((fault) => fault !== undefined);
    if (words.length > 0) faults.targets = words.join(" ");
  }
  const { whenEmpty, waitHours } = typed;
  if (whenEmpty !== "say" && whenEmpty !== "skip")
    faults.whenEmpty = "Choose what is done when there is nothing to report.";
  const { least, most } = SCHEDULE_LIMITS.waitHours;
  if (!Number.isInteger(waitHours) || waitHours < least || waitHours > most)
    faults.waitHours = `It may wait ${least / 24} to ${most / 24} days.`;
  if (!rule.success || (whenEmpty !== "say" && whenEmpty !== "skip") || Object.keys(faults).length > 0)
    return { faults };
  return { checked: { rule: rule.data, targets, whenEmpty, waitHours } };
}

type By = Whose & { person: Person; definitionId: number };

/**
 * Keeps a new schedule of a definition, or changes one. Its next moment is the first after now; places it goes to that stay keep what they
 * are known by, and that somebody left.
 */
export async function saveSchedule(
  db: Db,
  by: By,
  id: number | undefined,
  typed: TypedSchedule,
  { env, now }: { env: Env; now: Date },
): Promise<Scheduled> {
  const came = await checkSchedule(typed, env);
  if ("faults" in came) return { kind: "faults", faults: came.faults };
  const { rule, targets, whenEmpty, waitHours } = came.checked;
  // A moment that came just now, and that no pass saw yet, is not to be lost over a changed address.
  if (id !== undefined) await scheduleDue(db, now);
  return db.transaction(async (tx): Promise<Scheduled> => {
    const definition = await definitionRow(tx, by.journalId, by.definitionId);
    if (!definition) return { kind: "gone" };
    const schedules = await schedulesOf(tx, [by.definitionId]);
    const current = schedules.find((one) => one.id === id);
    if (id !== undefined && !current) return { kind: "gone" };
    if (!current && schedules.length >= SCHEDULE_LIMITS.most)
      return { kind: "faults", faults: { form: `A report has at most ${SCHEDULE_LIMITS.most} schedules.` } };
    const values = { rule, whenEmpty, waitHours, next: slotAfter(rule, now) };
    const scheduleId =
      current?.id ?? (await insertSchedule(tx, { ...values, definitionId: by.definitionId, made: now }));
    if (current) await updateSchedule(tx, current.id, values);
    await setTargets(tx, scheduleId, targets);
    const detail = {
      name: definition.name,
      when: ruleWords(rule),
      to: targets
        .map(({ address }) => address)
        .join(", ")
        .slice(0, 400),
    };
    await audit(tx, { action: "report-scheduled", by: by.person, journalId: by.journalId ?? undefined, detail }, now);
    return { kind: "saved", id: scheduleId };
  });
}

async function setTargets(tx: Tx, scheduleId: number, targets: Checked["targets"]): Promise<void> {
  const isSame = (a: { kind: string; address: string }) => (b: { kind: string; address: string }) =>
    a.kind === b.kind && a.address === b.address;
  const there = await targetsOf(tx, scheduleId);
  await deleteTargets(
    tx,
    // Whoever wanted no more of it stays on record: to take their address away and add it again does not undo that.
    there.filter((one) => one.left === null && !targets.some(isSame(one))).map(({ id }) => id),
  );
  await insertTargets(
    tx,
    targets
      .filter((one) => !there.some(isSame(one)))
      .map((one) => ({ scheduleId, ...one, secret: one.kind === "webhook" ? newWebhookSecret() : null })),
  );
}

/** Ends a schedule for good, or for a while; one that goes on does so with its next moment to come. False where there is none. */
export async function changeSchedule(
  db: Db,
  by: By,
  id: number,
  change: "remove" | "pause" | "resume",
  now: Date,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const definition = await definitionRow(tx, by.journalId, by.definitionId);
    const schedule = (await schedulesOf(tx, [by.definitionId])).find((one) => one.id === id);
    if (!definition || !schedule) return false;
    const rule = Rule.parse(schedule.rule);
    if (change !== "resume") await withdrawWaiting(tx, { scheduleId: id }, now);
    if (change === "remove") await deleteSchedule(tx, id);
    else if (change === "pause") await updateSchedule(tx, id, { paused: true });
    else await updateSchedule(tx, id, { paused: false, next: slotAfter(rule, now) });
    const action = change === "resume" ? "report-scheduled" : "report-unscheduled";
    const detail = {
      name: definition.name,
      when: ruleWords(rule),
      ...(change === "pause" ? { until: "it is resumed" } : {}),
    };
    await audit(tx, { action, by: by.person, journalId: by.journalId ?? undefined, detail }, now);
    return true;
  });
}
