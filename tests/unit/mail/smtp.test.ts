import { describe, expect, test } from "vitest";
import { mailFrom, readEnv } from "@/lib/env";
import { nextAttempt } from "@/lib/mail/backoff";
import { deliveryOf } from "@/lib/mail/delivery";
import { bareAddress } from "@/lib/mail/encode";
import { smtpSettings } from "@/lib/mail/smtp-settings";

describe("what a server's refusal means", () => {
  test.each([
    ["550", "RCPT TO", { kind: "refused", permanent: true, of: "recipient" }],
    ["450", "RCPT TO", { kind: "refused", permanent: false, of: "recipient" }],
    ["554", "DATA", { kind: "refused", permanent: true, of: "recipient" }],
    ["421", "DATA", { kind: "refused", permanent: false, of: "recipient" }],
    ["503", "DATA", { kind: "refused", permanent: false, of: "recipient" }],
    ["535", "AUTH PLAIN", { kind: "refused", permanent: false, of: "server" }],
    ["553", "MAIL FROM", { kind: "refused", permanent: false, of: "server" }],
    ["554", "CONN", { kind: "refused", permanent: false, of: "server" }],
  ])("%s to %s", (code, command, expected) => {
    const fault = { message: `${code} no`, responseCode: Number(code), command };
    for (const released of [false, true]) expect(deliveryOf(fault, released)).toMatchObject(expected);
  });

  test("silence is a loss before the end was sent, and unknown after", () => {
    expect(deliveryOf({ message: "Connection closed\nunexpectedly" }, false)).toEqual({
      kind: "lost",
      reply: "Connection closed unexpectedly",
    });
    expect(deliveryOf({ message: "Timeout" }, true)).toEqual({ kind: "unknown", reply: "Timeout" });
  });
});

test("a mail is tried until two days after its first attempt, and not beyond", () => {
  const first = new Date("2026-03-02T12:00:00Z");
  expect(nextAttempt(1, first, first)).toEqual(new Date("2026-03-02T12:01:00Z"));
  expect(nextAttempt(99, first, new Date("2026-03-04T08:00:00Z"))).toEqual(new Date("2026-03-04T12:00:00Z"));
  expect(nextAttempt(99, first, new Date("2026-03-04T08:00:01Z"))).toBeUndefined();
});

describe("SMTP_URL", () => {
  test.each([
    ["smtp://mail.example", { host: "mail.example", port: 587, secure: false, requireTLS: false }],
    ["smtp://u:p%40ss@mail.example:2525", { port: 2525, secure: false, requireTLS: true }],
    ["smtps://u:p@mail.example", { port: 465, secure: true }],
    ["smtp://u:p@127.0.0.1:25", { port: 25, requireTLS: false, ignoreTLS: true }],
    ["smtp://[::1]:25", { host: "::1", ignoreTLS: true }],
  ])("%s", (url, expected) => {
    expect(smtpSettings(url).connection).toMatchObject(expected);
  });

  test("a password may hold any sign, and no user is no sign-in", () => {
    expect(smtpSettings("smtp://us%3Aer:p%40ss@mail.example").auth).toEqual({ user: "us:er", pass: "p@ss" });
    expect(smtpSettings("smtp://mail.example").auth).toBeUndefined();
  });

  test.each([
    [{ SMTP_URL: "mail.example" }, /SMTP_URL: must be smtp/],
    [{ SMTP_URL: "http://mail.example" }, /SMTP_URL: must be smtp/],
    [{ MAIL_FROM: "nobody" }, /MAIL_FROM: must be an address/],
    [{ MAIL_FROM: "A <a@b.example>\r\nBcc: c@d.example" }, /MAIL_FROM/],
    [{ ALERT_QUIET_HOURS: "soon" }, /ALERT_QUIET_HOURS/],
  ])("bad settings are said at the start: %j", (env, expected) => {
    expect(() => readEnv(env)).toThrow(expected);
  });

  test("mail is from the site's own host unless said otherwise", () => {
    expect(mailFrom(readEnv({ SITE_URL: "https://usage.example.org/" }))).toBe("Footfall <no-reply@usage.example.org>");
    expect(mailFrom(readEnv({ MAIL_FROM: "Alerts <a@b.example>" }))).toBe("Alerts <a@b.example>");
    expect([bareAddress("Alerts <a@b.example>"), bareAddress("a@b.example")]).toEqual(["a@b.example", "a@b.example"]);
  });
});
