import { DAY_MS } from "@/lib/calendar/day";
import { type BucketSettings, bucketSettings, type Env, siteUrl } from "@/lib/env";
import { siteSecret } from "@/lib/people/secret";

/** What deliveries need to know of the site. */
export interface DeliverySettings {
  site: string;
  /** Keys the links for people without accounts; it stands in no table. */
  secret: string;
  dataDir: string;
  /** Files of a mail beyond this many bytes in all are a link. */
  attachBytes: number;
  /** How long a link to files opens them. */
  linkMs: number;
  /** Whether webhooks may go to networks that are not public. */
  privateWebhooks: boolean;
  exportDir: string | undefined;
  bucket: BucketSettings | undefined;
}

export async function deliverySettings(env: Env): Promise<DeliverySettings> {
  return {
    site: siteUrl(env),
    secret: await siteSecret(env),
    dataDir: env.DATA_DIR,
    attachBytes: env.REPORT_ATTACH_MEGABYTES * 2 ** 20,
    linkMs: env.REPORT_LINK_DAYS * DAY_MS,
    privateWebhooks: env.WEBHOOK_PRIVATE === "allow",
    exportDir: env.EXPORT_DIR,
    bucket: bucketSettings(env),
  };
}
