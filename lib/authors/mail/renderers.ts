import { isDay } from "@/lib/calendar/day";
import type { Renderer } from "@/lib/mail/mail";
import { wisherRow } from "../sql/mail";
import { ownArticleRows } from "../sql/own";
import { claimRenderer } from "./claim-mail";
import { digestOf } from "./digest";
import { digestMail } from "./digest-mail";
import { AUTHOR_DIGEST, AUTHOR_MILESTONES, CLAIM_DECIDED } from "./kinds";
import { milestonesMail } from "./milestones-mail";
import { SETTINGS_TEST, settingsTestRenderer } from "./settings-test";
import { parseMilestones } from "./told";

/** How every mail of this room is written; one that nobody wants any more is not. */
export const authorRenderers = (site: string): [kind: string, renderer: Renderer][] => [
  [CLAIM_DECIDED, claimRenderer(site)],
  [SETTINGS_TEST, settingsTestRenderer(site)],
  [AUTHOR_DIGEST, digestRenderer(site)],
  [AUTHOR_MILESTONES, milestonesRenderer(site)],
];

const digestRenderer =
  (site: string): Renderer =>
  async (db, { person = "", month = "", since = "", until = "" }) => {
    const wisher = await wisherRow(db, "digest", Number(person));
    if (!wisher || !isDay(month)) return undefined;
    const digest = await digestOf(db, wisher.personId, month, { since: new Date(since), until: new Date(until) });
    return digest && digestMail(site, digest, wisher);
  };

const milestonesRenderer =
  (site: string): Renderer =>
  async (db, { person = "", told = "" }) => {
    const wisher = await wisherRow(db, "milestones", Number(person));
    if (!wisher) return undefined;
    return milestonesMail(site, parseMilestones(told), await ownArticleRows(db, wisher.personId), wisher);
  };
