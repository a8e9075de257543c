import type { SMTPConnectionAuth, SMTPConnectionOptions } from "nodemailer/lib/smtp-connection";

/** How the server is reached, and who we say we are. */
export interface SmtpSettings {
  connection: SMTPConnectionOptions;
  auth: SMTPConnectionAuth | undefined;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/;

/**
 * What `smtp://user:password@host:port` (STARTTLS where the server has it) and `smtps://…` (TLS from the start) say. A password is sent
 * to another machine only through TLS.
 */
export function smtpSettings(url: string, timeouts: { answerMs?: number } = {}): SmtpSettings {
  const { protocol, hostname, port, username, password } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  const secure = protocol === "smtps:";
  const auth = username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : undefined;
  return {
    auth,
    connection: {
      host,
      port: port ? Number(port) : secure ? 465 : 587,
      secure,
      requireTLS: !secure && auth !== undefined && !LOOPBACK.test(hostname),
      // Loopback servers have certificates of their own making, and nobody sits between us and them.
      ignoreTLS: !secure && LOOPBACK.test(hostname),
      connectionTimeout: 15_000,
      greetingTimeout: 15_000,
      // RFC 5321 §4.5.3.2: the answer to a whole message may take ten minutes; a server that works does not.
      socketTimeout: timeouts.answerMs ?? 300_000,
      socketCloseTimeout: 1_000,
      logger: false,
    },
  };
}
