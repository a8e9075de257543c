import { createHash, randomBytes } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { addDays, isDay, startOfDay } from "@/lib/calendar/day";
import { articleByDoi } from "@/lib/catalog/articles";
import { parseDoi } from "@/lib/catalog/doi";
import { specialIssuesByIds } from "@/lib/catalog/sql/special-issues";
import type { Db } from "@/lib/db/connection";
import { audit } from "@/lib/people/audit";
import { mayEdit, specialIssuesRead } from "@/lib/people/may";
import { PASSWORD_LENGTHS } from "@/lib/people/rules";
import type { Person } from "@/lib/people/visitor";
import { oneLine } from "./one-line";
import { viewsFor } from "./saved-views";
import { type GuestLink, goodLinkRow, goodLinks, insertLink, revokeRow } from "./sql/guest-links";
import { wholeId } from "./whole-id";

/** Good links of a journal at once, and the lengths of what is typed. */
export const LINK_LIMITS = { most: 200, name: 80, shortestPassword: 8, longestPassword: PASSWORD_LENGTHS.longest };

/** Why a link is not made. */
export const LINK_FAULTS = [
  "unnamed",
  "long",
  "nothing",
  "both",
  "doi",
  "gone",
  "expires",
  "password",
  "many",
] as const;
export type LinkFault = (typeof LINK_FAULTS)[number];

/** As it was typed. */
export interface TypedLink {
  name: string;
  /** `special-issue:7` or `view:7`; empty for an article. */
  of: string;
  doi: string;
  /** The last day it is good; empty for ever. */
  expires: string;
  /** Empty for none. */
  password: string;
}

export type Made = { kind: "made"; token: string } | { kind: "fault"; fault: LinkFault };

type Whose = { id: number; issn: string };

/**
 * Whose links of a journal somebody makes, sees and revokes: editors all of them; guest editors their own, of their special issues; others
 * none.
 */
export function linksOf(person: Person, journalId: number): "all" | "own" | "none" {
  if (mayEdit(person.grants, journalId)) return "all";
  return specialIssuesRead(person.grants).length > 0 ? "own" : "none";
}

const tokenHash = (token: string): Buffer => createHash("sha256").update(token).digest();

/** Makes a link. What is in its address is told here, and kept nowhere. */
export async function makeLink(
  db: Db,
  { person, journal }: { person: Person; journal: Whose },
  typed: TypedLink,
  now: Date,
): Promise<Made> {
  const fault = (kind: LinkFault): Made => ({ kind: "fault", fault: kind });
  const name = oneLine(typed.name);
  if (name === "") return fault("unnamed");
  if ([...name].length > LINK_LIMITS.name) return fault("long");
  const expires = expiry(typed.expires.trim(), now);
  if (expires === "unclear") return fault("expires");
  const { length } = typed.password;
  if (length > 0 && (length < LINK_LIMITS.shortestPassword || length > LINK_LIMITS.longestPassword))
    return fault("password");
  const shown = await shownBy(db, person, journal, typed);
  if (typeof shown === "string") return fault(shown);
  if ((await goodLinks(db, journal.id, now)) >= LINK_LIMITS.most) return fault("many");
  const token = randomBytes(32).toString("base64url");
  const password = length > 0 ? await hashPassword(typed.password) : null;
  await db.transaction(async (tx) => {
    const { of, ...scope } = shown;
    await insertLink(tx, {
      ...{ name, tokenHash: tokenHash(token), journalId: journal.id, ...scope },
      ...{ password, expires, personId: person.id, made: now },
    });
    const detail = {
      ...{ name, of, password: password === null ? "no" : "yes" },
      expires: expires?.toISOString() ?? "never",
    };
    await audit(tx, { action: "guest-link", by: person, journalId: journal.id, detail }, now);
  });
  return { kind: "made", token };
}

/** The end of the last day a link is good; null for ever. */
function expiry(day: string, now: Date): Date | null | "unclear" {
  if (day === "") return null;
  if (!isDay(day) || day > "2100-01-01") return "unclear";
  const end = startOfDay(addDays(day, 1));
  return end > now ? end : "unclear";
}

interface Shown {
  articleId?: number;
  specialIssueId?: number;
  viewPage?: string;
  viewQuery?: string;
  /** In words of the log. */
  of: string;
}

async function shownBy(
  db: Db,
  person: Person,
  journal: Whose,
  { of, doi: typedDoi }: TypedLink,
): Promise<Shown | LinkFault> {
  const whole = linksOf(person, journal.id) === "all";
  const [kind = "", key = ""] = of.split(":", 2);
  if (typedDoi.trim() !== "") {
    if (of !== "") return "both";
    const doi = parseDoi(typedDoi.trim());
    const article = doi === undefined || !whole ? undefined : await articleByDoi(db, doi);
    return article?.journal.id === journal.id ? { articleId: article.id, of: article.doi } : "doi";
  }
  if (kind === "special-issue") {
    const [one] = await specialIssuesByIds(db, [wholeId(key)]);
    const may = one?.issn === journal.issn && (whole || specialIssuesRead(person.grants).includes(one.id));
    return one && may ? { specialIssueId: one.id, of: one.slug } : "gone";
  }
  if (kind === "view") {
    const view = whole ? (await viewsFor(db, person, journal)).find(({ id }) => id === wholeId(key)) : undefined;
    return view ? { viewPage: view.page, viewQuery: view.query, of: `view ${view.page}?${view.query}` } : "gone";
  }
  return "nothing";
}

/** What a token shows; nothing for one that is unknown, over or revoked alike. */
export const goodLink = async (db: Db, token: string, now: Date): Promise<GuestLink | undefined> =>
  /^[\w-]{43}$/.test(token) ? goodLinkRow(db, tokenHash(token), now) : undefined;

/** Ends a link at once; false when there is none that one may end. */
export async function revokeLink(
  db: Db,
  { person, journalId, id }: { person: Person; journalId: number; id: number },
  now: Date,
): Promise<boolean> {
  const whose = linksOf(person, journalId);
  if (whose === "none") return false;
  return db.transaction(async (tx) => {
    const name = await revokeRow(tx, { journalId, id, personId: whose === "all" ? undefined : person.id }, now);
    if (name !== undefined)
      await audit(tx, { action: "guest-link-revoked", by: person, journalId, detail: { name } }, now);
    return name !== undefined;
  });
}
