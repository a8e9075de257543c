import { isDay } from "@/lib/calendar/day";
import type { Reached } from "../reached";

/** Milestones as the payload of a mail carries them: `12/1000/2026-03-01 …`. */
export const writtenMilestones = (reached: readonly Reached[]): string =>
  reached.map(({ articleId, milestone, day }) => `${articleId}/${milestone}/${day}`).join(" ");

export const parseMilestones = (written: string): Reached[] =>
  written.split(" ").flatMap((one): Reached[] => {
    const [articleId, milestone, day = ""] = one.split("/");
    return isDay(day) ? [{ articleId: Number(articleId), milestone: Number(milestone), day }] : [];
  });
