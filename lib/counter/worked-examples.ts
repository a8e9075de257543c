import type { Action } from "./action";
import type { Click } from "./click";
import { type ClickOutcome, clickOutcomes } from "./click-outcome";
import { countDay } from "./count-day";
import { DOUBLE_CLICK_MS } from "./double-click";
import { type ItemUsage, noUsage } from "./item-usage";

/** What one reader does with one article, counted by the rules themselves: what is said about them cannot drift from them. */
export interface WorkedExample {
  id: (typeof EXAMPLES)[number]["id"];
  outcomes: ClickOutcome<Click>[];
  usage: ItemUsage;
}

const DAY = "2026-01-05";
const SECOND = 1_000;

const nine = Date.parse(`${DAY}T09:00:00Z`);
const beforeTwo = Date.parse(`${DAY}T13:58:00Z`);

/** The clicks stand at the borders of the double-click rule, wherever it draws them. */
const EXAMPLES = [
  { id: "double", clicks: [pdf(nine), pdf(nine + DOUBLE_CLICK_MS)] },
  { id: "slower", clicks: [pdf(nine), pdf(nine + DOUBLE_CLICK_MS + SECOND)] },
  { id: "run", clicks: [0, 1, 2, 3].map((n) => pdf(nine + (n * DOUBLE_CLICK_MS * 2) / 3)) },
  { id: "different", clicks: [by("abstract", nine), by("fulltext", nine + 10 * SECOND), pdf(nine + 20 * SECOND)] },
  { id: "hour", clicks: [pdf(beforeTwo), pdf(beforeTwo + 180 * SECOND)] },
  { id: "session", clicks: [signedIn(beforeTwo), signedIn(beforeTwo + 180 * SECOND)] },
] as const;

export const workedExamples = (): WorkedExample[] =>
  EXAMPLES.map(({ id, clicks }) => ({
    id,
    outcomes: clickOutcomes(DAY, clicks),
    usage: countDay(DAY, clicks)[0] ?? noUsage(),
  }));

function by(action: Action, at: number, namedSession = false): Click {
  return {
    at: new Date(at),
    visitor: "a reader",
    namedSession,
    action,
    part: 0,
    lane: "reader",
    accessType: "Open",
    accessMethod: "Regular",
    year: 2026,
    country: "ZZ",
    institutions: "",
  };
}

function pdf(at: number): Click {
  return by("pdf", at);
}

function signedIn(at: number): Click {
  return by("pdf", at, true);
}
