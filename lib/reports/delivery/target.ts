import type { TargetKind } from "@/lib/db/schema/reports";
import { bucketSettings, type Env } from "@/lib/env";
import { parseMailAddress } from "@/lib/mail/address";
import { folderBelow, stepsOf } from "./folder-path";
import { findWebhook, type Resolve } from "./webhook-address";

export interface KindHere {
  kind: TargetKind;
  /** Whether this site delivers so, and if not, what is missing. */
  possible: boolean;
  why?: string;
}

/** What this site can deliver to, in the order forms offer it. */
export const targetKinds = (env: Env): KindHere[] => [
  kindHere("mail", env.SMTP_URL !== undefined, "This site sends no mail: SMTP_URL is not set."),
  kindHere("webhook", true, ""),
  kindHere("folder", env.EXPORT_DIR !== undefined, "No folder for reports is set up: EXPORT_DIR is not set."),
  kindHere(
    "s3",
    bucketSettings(env) !== undefined,
    "No bucket is set up: S3_ENDPOINT, S3_BUCKET and its keys are not set.",
  ),
];

const kindHere = (kind: TargetKind, possible: boolean, why: string): KindHere =>
  possible ? { kind, possible } : { kind, possible, why };

const NAMES = "letters, digits, spaces, dots, hyphens and underscores, with / between names";

/** What is wrong with where somebody wants reports sent, in words for the form; undefined when nothing is. */
export async function targetFault(
  kind: TargetKind,
  address: string,
  env: Env,
  resolve?: Resolve,
): Promise<string | undefined> {
  const here = targetKinds(env).find((one) => one.kind === kind);
  if (!here?.possible) return here?.why ?? "This site does not deliver so.";
  const written = address.trim();
  switch (kind) {
    case "mail": {
      const parsed = parseMailAddress(written);
      if (parsed.kind === "international")
        return `${written} has letters before the @ that many mail servers do not take. Give an address without them.`;
      return parsed.kind === "invalid" ? `${written || "Nothing"} is no e-mail address.` : undefined;
    }
    case "webhook": {
      const found = await findWebhook(written, env.WEBHOOK_PRIVATE === "allow", resolve);
      return found.kind === "fault" ? found.words : undefined;
    }
    case "folder":
      return env.EXPORT_DIR !== undefined && folderBelow(env.EXPORT_DIR, written) === undefined
        ? `Give a folder below the one for reports: ${NAMES}. Empty is that folder itself.`
        : undefined;
    case "s3":
      return stepsOf(written) === undefined
        ? `Give what keys begin with: ${NAMES}. Empty is the bucket itself.`
        : undefined;
  }
}

/** An address in the form it is kept in, so that the same place is there once. */
export function keptAddress(kind: TargetKind, address: string): string {
  const written = address.trim();
  if (kind === "folder" || kind === "s3") return stepsOf(written)?.join("/") ?? written;
  if (kind === "webhook") return URL.canParse(written) ? new URL(written).href : written;
  const parsed = parseMailAddress(written);
  return parsed.kind === "address" ? parsed.address.email : written;
}
