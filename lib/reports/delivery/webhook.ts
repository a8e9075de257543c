import type { Db } from "@/lib/db/connection";
import { openLink } from "../sql/deliveries";
import { filesAddress } from "./addresses";
import type { Attempt, Sent } from "./attempt";
import { sendRequest } from "./send-request";
import { findWebhook, type Resolve } from "./webhook-address";
import { signedHeaders } from "./webhook-signature";

const QUIET_MS = 15_000;
const WHOLE_MS = 30_000;
/** Answers that may be others later (RFC 9110, RFC 8470, RFC 6585). */
const FOR_NOW = new Set([408, 425, 429]);

/** Posts that a report is made, signed, with links to its files. What is sent again has the same id. */
export async function toWebhook(db: Db, what: Attempt, resolve?: Resolve): Promise<Sent> {
  const { row, settings, now } = what;
  const { delivery, target } = row;
  const found = await findWebhook(delivery.address, settings.privateWebhooks, resolve);
  if (found.kind === "fault") return { kind: found.passing ? "again" : "failed", reply: found.words };
  if (!target?.secret) return { kind: "failed", reply: "the webhook is no longer there, or has no secret" };
  const expires = new Date(now.getTime() + settings.linkMs);
  const body = JSON.stringify(payloadOf(what, expires));
  await openLink(db, delivery.id, expires);
  const { status, words } = await sendRequest({
    ...{ method: "POST", url: found.url, body, addresses: found.addresses, quietMs: QUIET_MS, longestMs: WHOLE_MS },
    headers: {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(body)),
      "user-agent": "Footfall",
      ...signedHeaders(target.secret, delivery.id, now, body),
    },
  });
  return { kind: verdictOf(status), reply: words };
}

/** What an answer means for the delivery. A redirect is not followed: it leads to what nobody checked. */
export function verdictOf(status: number): Sent["kind"] {
  if (status >= 200 && status < 300) return "sent";
  if (status === 410) return "gone";
  if (status >= 400 && status < 500 && !FOR_NOW.has(status)) return "failed";
  return "again";
}

/** docs/reports.md describes it: what is there stays there under its name. */
export function payloadOf({ row, facts, files, settings }: Attempt, expires: Date) {
  const { delivery, run, journal } = row;
  const page = filesAddress(settings, delivery.id);
  return {
    type: "report.made",
    id: delivery.id,
    run: run.id,
    report: { name: run.name, title: facts.title, headline: facts.headline ?? null, empty: facts.empty },
    journal: journal ? { issn: journal.issn, title: journal.title, abbreviation: journal.abbreviation } : null,
    period: { from: run.from, to: run.to, words: facts.periodWords },
    cause: run.cause,
    provisional: run.provisional,
    late: run.late,
    due: run.slot?.toISOString() ?? null,
    countedThrough: run.countedThrough?.toISOString() ?? null,
    methodVersion: run.methodVersion,
    figures: facts.figures.map(({ label, value, before }) => ({ label, value, before: before ?? null })),
    files: files.map(({ format, name, mediaType, bytes, sha256 }) => ({
      ...{ format, name, mediaType, bytes, sha256, url: `${page}/${format}`, expires: expires.toISOString() },
    })),
  };
}
