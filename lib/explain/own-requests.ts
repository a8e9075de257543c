import { addDays, type Day, dayOf, startOfDay } from "@/lib/calendar/day";
import { articlePath } from "@/lib/catalog/article";
import { articlesByIds } from "@/lib/catalog/articles";
import { type JournalSettings, settingsByIssn } from "@/lib/catalog/settings";
import { LANE_REASON_CODES, type LaneReason } from "@/lib/collector/robots";
import { knownSecretRows, type OwnEventRow, ownEventRows } from "@/lib/collector/sql/own-events";
import { daysToNameBy, nameVisitor, type Visitor } from "@/lib/collector/visitor";
import { ACTION_CODES, type Action } from "@/lib/counter/action";
import { ACCESS_METHOD_CODES, ACCESS_TYPE_CODES, LANE_CODES, type Lane } from "@/lib/counter/attributes";
import type { Click } from "@/lib/counter/click";
import { type ClickOutcome, clickOutcomes } from "@/lib/counter/click-outcome";
import { wordOf } from "@/lib/counter/codes";
import type { Db } from "@/lib/db/connection";
import { faultCode } from "@/lib/db/faults";

/** How a recorded request was classed, and why. */
export type Outcome =
  | { kind: "robot"; lane: Exclude<Lane, "reader">; reason: LaneReason }
  | { kind: "double_click"; later: Date }
  | { kind: "waiting" }
  | { kind: "counted"; uniqueInvestigation: boolean; uniqueRequest: boolean };

export interface OwnRequest {
  at: Date;
  action: Action;
  /** Undefined for a search, which is of no article, and for an article that is in the catalogue no more. */
  article: { doi: string; title: string; path: string; journal: JournalLimits } | undefined;
  outcome: Outcome;
}

/** A journal's own limits; null where the site's hold. */
export type JournalLimits = Pick<JournalSettings, "robotArticlesPerMinute" | "robotRequestsPerDay">;

export type OwnRequests =
  | { kind: "looked"; since: Date; requests: OwnRequest[]; more: boolean }
  /** More is recorded just now than a page may go through. */
  | { kind: "too_much" };

/** So many are shown. */
const SHOWN = 20;
/** So many are read: what became of one may depend on others of its hour. */
const READ = 1_000;
const TOO_LONG = "57014";

/**
 * The last requests since yesterday's midnight that were recorded under the name this address and user agent have: exactly the name that
 * the collector gives. Nothing is stored, and no secret is made, by looking; when a day's secret is gone so are its answers.
 */
export async function ownRequests(
  db: Db,
  who: { address: string; userAgent: string | undefined },
  now: Date,
): Promise<OwnRequests> {
  const today = dayOf(now);
  const days: readonly [Day, Day] = [addDays(today, -1), today];
  const since = startOfDay(days[0]);
  const secrets = await knownSecretRows(db, days);
  const names = new Map<Day, Visitor>([...secrets].map(([day, secret]) => [day, nameVisitor(secret, who)]));
  if (names.size === 0) return { kind: "looked", since, requests: [], more: false };
  let rows: OwnEventRow[];
  try {
    rows = await ownEventRows(db, [...names.values()], since, READ);
  } catch (fault) {
    if (faultCode(fault) === TOO_LONG) return { kind: "too_much" };
    throw fault;
  }
  const clicks = rows.map((row) => clickOf(row, names));
  const outcomes = days
    .flatMap((day) => clickOutcomes(day, clicks))
    .reverse()
    .slice(0, SHOWN);
  const ids = [...new Set(outcomes.map(({ click }) => click.row.articleId))];
  const articles = new Map((await articlesByIds(db, ids)).map((article) => [article.id, article]));
  const settings = await settingsByIssn(
    db,
    [...articles.values()].map(({ issn }) => issn),
  );
  const requests = outcomes.map((outcome): OwnRequest => {
    const { click } = outcome;
    const article = articles.get(click.row.articleId);
    return {
      at: click.at,
      action: click.action,
      article: article && {
        ...{ doi: article.doi, title: article.title, path: articlePath(article.issn, article) },
        journal: settings(article.issn),
      },
      outcome: outcomeOf(outcome),
    };
  });
  return { kind: "looked", since, requests, more: rows.length > requests.length };
}

interface OwnClick extends Click {
  row: OwnEventRow;
}

function clickOf(row: OwnEventRow, names: ReadonlyMap<Day, Visitor>): OwnClick {
  const at = new Date(row.at);
  const { before } = daysToNameBy(at);
  const visitorBefore = before === undefined ? undefined : names.get(before);
  return {
    row,
    at,
    // Events of different articles are nobody's double clicks and nobody's session.
    visitor: `${row.visitor} ${row.articleId}`,
    ...(visitorBefore === undefined ? {} : { visitorBefore: `${visitorBefore} ${row.articleId}` }),
    namedSession: row.namedSession,
    action: wordOf(ACTION_CODES, row.action),
    part: row.part,
    lane: wordOf(LANE_CODES, row.lane),
    accessType: wordOf(ACCESS_TYPE_CODES, row.accessType),
    accessMethod: wordOf(ACCESS_METHOD_CODES, row.accessMethod),
    year: row.year,
    country: row.country,
    institutions: row.institutions,
  };
}

function outcomeOf({ click, later, uniqueInvestigation, uniqueRequest }: ClickOutcome<OwnClick>): Outcome {
  const { lane, row } = click;
  if (lane !== "reader") return { kind: "robot", lane, reason: wordOf(LANE_REASON_CODES, row.laneReason) };
  if (later) return { kind: "double_click", later: later.at };
  return row.waiting ? { kind: "waiting" } : { kind: "counted", uniqueInvestigation, uniqueRequest };
}
