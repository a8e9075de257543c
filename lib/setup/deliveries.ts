import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Db } from "@/lib/db/connection";
import { faultReason } from "@/lib/db/faults";
import { type BucketSettings, bucketSettings, type Env } from "@/lib/env";
import { lookAtBucket } from "@/lib/reports/delivery/bucket";
import { deliveryHealth } from "@/lib/reports/delivery/state";
import { type Finding, failing, look, ok, together } from "./check";

const PATIENCE_MS = 4_000;

/** Whether reports reach what they are sent to beside mail: the folder for exports, the bucket, webhooks; and what did not arrive. */
export async function deliveriesFinding(db: Db, env: Env, now: Date): Promise<Finding> {
  const bucket = bucketSettings(env);
  const { failed, uncertain } = await deliveryHealth(db, now);
  return together([
    env.EXPORT_DIR === undefined
      ? ok("No folder for reports is set up (EXPORT_DIR).")
      : await folderFinding(env.EXPORT_DIR),
    bucket ? await bucketFinding(bucket, now) : ok("No bucket is (S3_ENDPOINT)."),
    env.WEBHOOK_PRIVATE === "allow"
      ? look(
          "Webhooks may go to this machine and to networks that are not public.",
          "Set WEBHOOK_PRIVATE to refuse, unless all who make reports may reach what is there.",
        )
      : ok("Webhooks go to https addresses on the public internet only."),
    ...(failed + uncertain > 0
      ? [
          look(
            `Of the last 30 days ${failed} deliveries of reports failed, and ${uncertain} may not have arrived.`,
            "Their owners were told by mail; the lists of reports say why.",
          ),
        ]
      : []),
  ]);
}

async function folderFinding(folder: string): Promise<Finding> {
  const file = path.join(folder, `.look-${randomUUID()}`);
  try {
    await writeFile(file, "");
    await rm(file);
    return ok(`Reports can be written to ${folder}.`);
  } catch (fault) {
    const code = fault instanceof Error && "code" in fault ? String(fault.code) : "unknown";
    return failing(
      `Reports cannot be written to ${folder} (${code}).`,
      "Make the folder of EXPORT_DIR, and let the user that runs Footfall write there.",
    );
  }
}

async function bucketFinding(settings: BucketSettings, now: Date): Promise<Finding> {
  const named = `The bucket ${settings.bucket} at ${new URL(settings.endpoint).host}`;
  try {
    const { status, words } = await lookAtBucket(settings, now, PATIENCE_MS);
    if (status >= 200 && status < 300) return ok(`${named} answers.`);
    // Who may put objects there need not be let look at the bucket itself.
    if (status === 403)
      return look(
        `${named} does not let us look at it.`,
        "When reports arrive there all is well; else check S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY and S3_REGION.",
      );
    return failing(`${named} answers ${words}.`, "Check S3_ENDPOINT, S3_BUCKET and S3_REGION.");
  } catch (fault) {
    return failing(
      `${named} cannot be reached: ${faultReason(fault)}.`,
      "Is S3_ENDPOINT right, and does a firewall let us reach it?",
    );
  }
}
