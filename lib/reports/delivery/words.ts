import { dayWords, minuteWords } from "@/lib/authors/letter/words";
import { dayOf } from "@/lib/calendar/day";
import type { DeliveryRow } from "../sql/deliveries";
import type { Facts } from "./facts";

/** Later than this after it was made, a mail says that it comes late. */
const LATE_MS = 3_600_000;

type Said = Pick<DeliveryRow, "run" | "delivery" | "target" | "owner" | "journal">;

/** "J. Clin. Med. · November 2025 · 41,203 downloads, +6 % · Monthly overview" */
export function subjectOf({ run }: Pick<DeliveryRow, "run">, { scope, periodWords, headline, empty }: Facts): string {
  const said = empty ? "nothing to report" : headline;
  const parts = [scope, periodWords, said, run.provisional ? "provisional" : undefined, run.name];
  return `${run.cause === "test" ? "Test: " : ""}${parts.filter(Boolean).join(" · ")}`;
}

/** What must be known before the figures are read. */
export function noticesOf(
  { run, delivery, journal }: Pick<DeliveryRow, "run" | "delivery" | "journal">,
  now: Date,
): string[] {
  const due = run.slot ?? run.asked;
  const late = run.late
    ? [`Late: it was due on ${minuteWords(due)}, and nothing ran here to make it until ${minuteWords(run.asked)}.`]
    : now.getTime() - delivery.made.getTime() > LATE_MS
      ? [`Late: it was made on ${minuteWords(delivery.made)}, and could not be sent before.`]
      : [];
  const provisional = run.provisional
    ? [
        run.countedThrough
          ? `Provisional: its period is counted through ${minuteWords(run.countedThrough)} only. The figures may still change.`
          : "Provisional: its period is not counted yet. The figures may still change.",
      ]
    : [];
  const simulated = journal?.sample ? ["A sample journal: these figures are simulated."] : [];
  return [...late, ...provisional, ...simulated];
}

/** Whose reports these are: the journal's, or the site's. */
export const whoseWords = ({ journal }: { journal: { title: string } | null }, site: string): string =>
  journal?.title ?? new URL(site).host;

/** Why somebody gets a mail. */
export function reasonOf({ run, delivery, target, owner, journal }: Said, site: string): string {
  const schedule = `“${run.name}” of ${whoseWords({ journal }, site)}`;
  if (run.cause === "export") return "You get this mail because you asked for this file at the desk.";
  if (run.cause === "test") return `This is a test of the report ${schedule}, and went to nobody else.`;
  if (!target && run.cause !== "schedule")
    return `You get this mail because the report ${schedule} was sent to your address by hand.`;
  if (owner && owner.email.toLowerCase() !== delivery.address.toLowerCase())
    return `You get this mail because ${owner.name} added your address to the schedule ${schedule}.`;
  return `You get this mail because your address is among those of the schedule ${schedule}.`;
}

/** Until when a link opens files: the last whole day of it. */
export const untilWords = (expires: Date): string => dayWords(dayOf(new Date(expires.getTime() - 1)));
