import fc from "fast-check";
import { expect, test } from "vitest";
import { mailboxOf, parseMailAddress } from "@/lib/mail/address";

test.each([
  ["reader@example.org", "reader@example.org", "reader@example.org"],
  ["  Jo.Doe+lists@Example.ORG ", "Jo.Doe+lists@example.org", "jodoe@example.org"],
  ["o'neil@example.co.uk", "o'neil@example.co.uk", "o'neil@example.co.uk"],
  ["reader@bücher.example", "reader@xn--bcher-kva.example", "reader@xn--bcher-kva.example"],
  ["reader@例え.テスト", "reader@xn--r8jz45g.xn--zckzah", "reader@xn--r8jz45g.xn--zckzah"],
])("%s is an address", (typed, email, mailbox) => {
  expect(parseMailAddress(typed)).toEqual({ kind: "address", address: { email, key: email.toLowerCase(), mailbox } });
});

test.each([
  [""],
  ["@"],
  ["reader"],
  ["reader@"],
  ["@example.org"],
  ["reader@localhost"],
  ["reader@[127.0.0.1]"],
  ["reader@0x7f.1"],
  ["a@b@example.org"],
  ["Reader <reader@example.org>"],
  ["reader@example.org, other@example.org"],
  ["reader@example.org\nBcc: other@example.org"],
  ["reader@example.org\r\n"].map((text) => `${text}x`),
  ["reader@exam\0ple.org"],
  ["rea der@example.org"],
  ['"rea der"@example.org'],
  ["reader@example..org"],
  [".reader@example.org"],
  ["reader@-example.org"],
  [`${"a".repeat(65)}@example.org`],
  [`reader@${"a.".repeat(124)}org`],
])("%j is none", (typed) => {
  expect(parseMailAddress(typed)).toEqual({ kind: "invalid" });
});

test.each([["jörg@example.org"], ["用户@例え.テスト"]])("%s is refused as what it is", (typed) => {
  expect(parseMailAddress(typed)).toEqual({ kind: "international" });
});

test("whatever is taken has no sign in it that could end a header or a command", () => {
  const near = fc.stringMatching(/^[a-z.+'\n\r\0 <>@é,;"]{1,12}@[a-z.\n\r -]{1,12}\.(org|com)$/);
  fc.assert(
    fc.property(fc.oneof(near, fc.string(), fc.emailAddress()), (typed) => {
      const parsed = parseMailAddress(typed);
      if (parsed.kind !== "address") return;
      expect(parsed.address.email).toMatch(/^[!-;=?-~]+@[a-z0-9.-]+$/i);
      expect(parsed.address.email).not.toMatch(/[<>,;:"\\\s]/);
      expect(parseMailAddress(parsed.address.email)).toEqual(parsed);
    }),
  );
});

test("what providers drop from an address makes no other mailbox of it", () => {
  const spellings = ["jodoe@example.org", "Jo.Doe@example.org", "jodoe+1@example.org", "j.o.d.o.e+2+3@EXAMPLE.org"];
  expect(new Set(spellings.map(mailboxOf)).size).toBe(1);
  expect(mailboxOf("jodoe@example.com")).not.toBe(mailboxOf("jodoe@example.org"));
});
