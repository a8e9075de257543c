import type { Db } from "@/lib/db/connection";
import { type Env, mailFrom } from "@/lib/env";
import { SmtpSession } from "@/lib/mail/smtp-session";
import { smtpSettings } from "@/lib/mail/smtp-settings";
import { lastSent } from "@/lib/mail/sql/outbox";
import { mailHealth } from "@/lib/mail/state";
import { type Finding, failing, look, ok, together } from "./check";

const PATIENCE_MS = 4_000;

/** Whether mail would go out: the server answers and lets us in, what was sent last, and what waits. Nothing is sent. */
export async function mailFinding(
  db: Db,
  env: Pick<Env, "SMTP_URL" | "MAIL_FROM" | "SITE_URL" | "PORT">,
  now: Date,
): Promise<Finding> {
  const { SMTP_URL, MAIL_FROM } = env;
  if (SMTP_URL === undefined)
    return look(
      "The site sends no mail: no alerts, no sign-in links, no digests.",
      "Set SMTP_URL to your mail server, like smtps://user:password@mail.example.org, and MAIL_FROM to an address it takes.",
    );
  const { waiting, failed, late } = await mailHealth(db, now);
  const sent = await lastSent(db);
  return together([
    await serverFinding(SMTP_URL),
    ok(
      sent
        ? `The last mail was sent on ${sent.toISOString().slice(0, 16).replace("T", " ")} UTC.`
        : "None was sent yet.",
    ),
    MAIL_FROM === undefined
      ? look(
          `Mail is from ${mailFrom(env)}, as MAIL_FROM is not set.`,
          "Set MAIL_FROM to an address that your mail server takes.",
        )
      : ok(`It is from ${mailFrom(env)}.`),
    ...(late
      ? [failing(`${waiting} wait, some for more than an hour.`, "See why: npm run footfall -- mail list.")]
      : []),
    ...(failed > 0 ? [look(`${failed} failed.`, "See which: npm run footfall -- mail list.")] : []),
  ]);
}

async function serverFinding(url: string): Promise<Finding> {
  const settings = smtpSettings(url);
  const { host, port } = settings.connection;
  const timeouts = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS };
  const session = new SmtpSession({ ...settings, connection: { ...settings.connection, ...timeouts } });
  const fault = await session.open();
  session.quit();
  const named = `The mail server ${host}, port ${port},`;
  if (!fault) return ok(`${named} answers and lets us in.`);
  return fault.kind === "refused"
    ? failing(
        `${named} refused us: ${fault.reply}.`,
        "Is the user and password in SMTP_URL right, and may this machine send?",
      )
    : failing(
        `${named} does not answer.`,
        "Is SMTP_URL right, does the server run, and does a firewall let us reach it?",
      );
}
