import { z } from "zod";
import { parseArticlePath } from "@/lib/catalog/address";
import type { ArticleAddress } from "@/lib/catalog/article";
import { type Doi, parseDoi } from "@/lib/catalog/doi";
import type { Action } from "@/lib/counter/action";
import { parseAddress } from "./client-address";
import type { Problem } from "./problem";

/** The actions a sender may name; `limited` is said as a denied one with its reason. */
const ACTIONS = [
  "abstract",
  "fulltext",
  "pdf",
  "xml",
  "epub",
  "supplement",
  "figure",
  "references",
  "export",
  "share",
  "linkout",
  "search",
  "denied",
] as const;

const text = (limit: number) => z.string().max(limit, `at most ${limit} characters`);

const Body = z.strictObject({
  doi: text(300).optional(),
  url: text(2_000).optional(),
  action: z.enum(ACTIONS, { error: `must be one of ${ACTIONS.join(", ")}` }),
  /** Which supplement, figure or export format. */
  part: text(300).optional(),
  /** Of a denied access: what was missing. COUNTER R5.1 §3.3.3. */
  reason: z.enum(["no_license", "limit_exceeded"]).optional(),
  at: z.iso
    .datetime({ offset: true, error: "must be an instant with a time zone, like 2026-01-05T09:30:00Z" })
    .optional(),
  ip: text(100).optional(),
  userAgent: text(2_000).optional(),
  /** The page that led the reader here; only its host is kept. */
  referrer: text(4_000).optional(),
  /** The sender says of itself that it is a program. */
  automated: z.boolean().optional(),
  session: text(500).min(1, "must not be empty").optional(),
});

/** What only a sender with a key may say: everybody else is who and when they are. */
const KEYED = ["at", "ip", "userAgent", "session"] as const;

/** One record of a POST to /api/usage, checked and parsed. */
export interface UsageRecord {
  article: { doi: Doi } | { address: ArticleAddress } | undefined;
  action: Action;
  part: string | undefined;
  at: Date | undefined;
  ip: string | undefined;
  userAgent: string | undefined;
  session: string | undefined;
  referrer: string | undefined;
  automated: boolean;
}

const EARLIEST = Date.UTC(1990, 0, 1);
/** A sender's clock may be ahead by so much. */
const CLOCK_SKEW_MS = 60_000;

const bad = (field: string, detail: string): Problem => ({
  status: 400,
  type: "invalid-record",
  title: "The usage record is not valid",
  field,
  detail: `${field}: ${detail}`,
});

/** Parses one record at the edge; a problem names the field at fault. */
export function parseUsageRecord(body: unknown, keyed: boolean, now: Date): UsageRecord | Problem {
  // What JSON.parse never gives: the line of an NDJSON body that is none.
  if (body === undefined) return bad("body", "is not JSON");
  const parsed = Body.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    if (issue?.code === "unrecognized_keys") return bad(String(issue.keys[0]), "is not a field of a usage record");
    if (!issue || issue.path.length === 0) return bad("body", "must be a JSON object with doi (or url) and action");
    return bad(issue.path.join("."), issue.message);
  }
  const record = parsed.data;
  const foreign = KEYED.find((field) => record[field] !== undefined);
  if (foreign && !keyed) {
    return {
      status: 401,
      type: "key-required",
      title: "An API key is required",
      field: foreign,
      detail: `${foreign}: only a sender with an API key of scope record may set it`,
    };
  }
  const article = articleOf(record);
  if (article && "status" in article) return article;
  const at = record.at === undefined ? undefined : new Date(record.at);
  if (at && at.getTime() > now.getTime() + CLOCK_SKEW_MS) return bad("at", "lies in the future");
  if (at && at.getTime() < EARLIEST) return bad("at", "lies before 1990");
  const ip = record.ip === undefined ? undefined : parseAddress(record.ip);
  if (record.ip !== undefined && ip === undefined) return bad("ip", "must be an IPv4 or IPv6 address");
  const { action, reason, part, userAgent, session, referrer, automated = false } = record;
  if (reason !== undefined && action !== "denied") return bad("reason", "belongs to action denied only");
  return {
    article,
    action: reason === "limit_exceeded" ? "limited" : action,
    part,
    at,
    ip,
    userAgent,
    session,
    referrer,
    automated,
  };
}

function articleOf(record: z.infer<typeof Body>): UsageRecord["article"] | Problem {
  if (record.action === "search") {
    const named = (["doi", "url"] as const).find((field) => record[field] !== undefined);
    return named && bad(named, "belongs to no search: Searches_Platform are the platform's (COUNTER R5.1 §3.3.3)");
  }
  if (record.doi !== undefined) {
    const doi = parseDoi(record.doi);
    return doi ? { doi } : bad("doi", "must be a DOI like 10.3390/jcm2040302");
  }
  if (record.url !== undefined) {
    const url = URL.canParse(record.url, "http://site.invalid")
      ? new URL(record.url, "http://site.invalid")
      : undefined;
    const named = url && parseArticlePath(url.pathname);
    return named ? { address: named.address } : bad("url", "is not the address of an article");
  }
  return bad("doi", "is missing: say which article by doi or url");
}
