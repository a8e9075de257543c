import { makeDue } from "@/lib/alerts/make-due";
import { alertRenderers } from "@/lib/alerts/renderers";
import { KEYS_KEPT_MS, MAIL_KEPT_MS, REQUEST_KEPT_MS } from "@/lib/alerts/rules";
import { forgetRequests } from "@/lib/alerts/sql/requests";
import { makeAuthorMail } from "@/lib/authors/mail/make-due";
import { authorRenderers } from "@/lib/authors/mail/renderers";
import type { Db } from "@/lib/db/connection";
import { type Env, mailFrom, readEnv, siteUrl } from "@/lib/env";
import { Sender } from "@/lib/mail/sender";
import { smtpSettings } from "@/lib/mail/smtp-settings";
import { forgetMail } from "@/lib/mail/sql/outbox";
import { TEST_MAIL, testRenderer } from "@/lib/mail/test-mail";
import { addressRenderer } from "@/lib/people/address-mail";
import { ADDRESS_MAIL } from "@/lib/people/ask-address";
import { LOG_KEPT_MS, WRONG_PASSWORDS } from "@/lib/people/rules";
import { siteSecret } from "@/lib/people/secret";
import { SIGN_IN_MAIL, signInRenderer } from "@/lib/people/sign-in-mail";
import { forgetAudited } from "@/lib/people/sql/audit";
import { forgetOver } from "@/lib/people/sql/wrong-passwords";
import { REPORT_MAIL, REPORT_TROUBLE_MAIL, reportRenderer, troubleRenderer } from "@/lib/reports/delivery/mail";
import { deliverySettings } from "@/lib/reports/delivery/settings";
import { forgetDelivered } from "@/lib/reports/sql/delivery-addresses";

const HOUR_MS = 3_600_000;

/** A sender of all the kinds of mail there are; undefined where the site sends none. */
export function makeSender(db: Db, env: Env): Sender | undefined {
  if (env.SMTP_URL === undefined) return undefined;
  const site = siteUrl(env);
  const renderers = new Map([
    ...alertRenderers(site),
    ...authorRenderers(site),
    [TEST_MAIL, testRenderer(site)] as const,
    [ADDRESS_MAIL, addressRenderer(site)] as const,
    [REPORT_MAIL, reportRenderer(() => deliverySettings(env))] as const,
    [REPORT_TROUBLE_MAIL, troubleRenderer(site)] as const,
    [SIGN_IN_MAIL, signInRenderer(async () => ({ site, secret: await siteSecret(env) }))] as const,
  ]);
  return new Sender(db, { smtp: smtpSettings(env.SMTP_URL), from: mailFrom(env), renderers });
}

/** One a process: it remembers that a server could not be reached. */
let kept: Sender | undefined;

export async function sendMail(db: Db): Promise<number> {
  kept ??= makeSender(db, readEnv());
  return (await kept?.pass()) ?? 0;
}

/** A site that sends no mail makes none: it would all go out on the day it does. */
export async function makeAlerts(db: Db, now: Date): Promise<void> {
  const { SMTP_URL, ALERT_QUIET_HOURS } = readEnv();
  if (SMTP_URL !== undefined) await makeDue(db, now, ALERT_QUIET_HOURS * HOUR_MS);
}

/** Likewise for what authors asked for. */
export async function mailAuthors(db: Db, now: Date): Promise<void> {
  if (readEnv().SMTP_URL !== undefined) await makeAuthorMail(db, now);
}
/** What people did is kept for two years. */
export const forgetLog = (db: Db, now: Date): Promise<void> => forgetAudited(db, new Date(now.getTime() - LOG_KEPT_MS));

export async function forgetAddresses(db: Db, now: Date): Promise<void> {
  const before = (ms: number) => new Date(now.getTime() - ms);
  await forgetRequests(db, before(REQUEST_KEPT_MS), now);
  await forgetOver(db, before(WRONG_PASSWORDS.minutes * 60_000), now);
  await forgetDelivered(db, before(MAIL_KEPT_MS));
  await forgetMail(db, { contents: before(MAIL_KEPT_MS), keys: before(KEYS_KEPT_MS) });
}
