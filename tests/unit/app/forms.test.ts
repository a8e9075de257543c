import { createHash } from "node:crypto";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ClaimForm } from "@/app/_authors/claim-form";
import { DecidedClaims } from "@/app/_authors/journal-claims";
import { oneOf } from "@/app/_desk/desk-view";
import { formBody } from "@/app/_forms/form-body";
import { linkMetadata } from "@/app/_forms/link-metadata";
import { isFromOwnPage } from "@/app/_forms/own-page";
import { sentHash } from "@/app/_letters/sent-hash";
import { logView } from "@/app/_people/log-view";
import { settingsBody } from "@/app/_settings/settings-body";
import { beginning } from "@/lib/db/storable";
import config from "@/next.config";

const SITE = "http://site.example";
const posted = (headers: Record<string, string>) => new Request(`${SITE}/form`, { method: "POST", headers });

test("a form is of this site's own page when the browser says so, by Sec-Fetch-Site or else by Origin", () => {
  expect(isFromOwnPage(posted({ "sec-fetch-site": "same-origin", origin: "null" }), SITE)).toBe(true);
  expect(isFromOwnPage(posted({ "sec-fetch-site": "cross-site", origin: SITE }), SITE)).toBe(false);
  expect(isFromOwnPage(posted({ origin: SITE }), SITE)).toBe(true);
  expect(isFromOwnPage(posted({ origin: "null" }), SITE)).toBe(false);
});

// Fetch Standard, "append a request Origin header": under "no-referrer" a form is sent with `Origin: null`, under "same-origin" with the
// site's own to the site itself.
test("pages with a secret address tell it to no other site, and their forms still say whose they are", async () => {
  expect(linkMetadata("Sign in").referrer).toBe("same-origin");
  const policies = (await config.headers?.())?.flatMap(({ headers }) =>
    headers.filter(({ key }) => key === "referrer-policy").map(({ value }) => value),
  );
  expect(policies).toEqual(["strict-origin-when-cross-origin", "same-origin"]);
});

const form = (body: string) =>
  new Request(SITE, { method: "POST", body, headers: { "content-type": "application/x-www-form-urlencoded" } });

test("what Postgres keeps in no text is in none that is typed: not in a field, not in an address", async () => {
  const sent = await formBody(form("email=a%00b&%00x=%00&a=%ed%a0%80"));
  expect([...sent]).toEqual([
    ["email", "ab"],
    ["x", ""],
    ["a", "���"],
  ]);
  expect(oneOf({ article: " \0a\0 " }, "article")).toBe("a");
  expect(oneOf({ article: "\0" }, "article")).toBeUndefined();
  expect(logView([], { who: "\0some\0body" }).who).toBe("somebody");
  const base = JSON.stringify({ mailIntro: "a\0\ud800b" });
  const settings = await settingsBody(form(String(new URLSearchParams({ base, "as-of": "2026-03-01T00:00:00Z" }))));
  expect(settings?.base).toEqual({ mailIntro: "a�b" });
});

test("a text that is too long is not cut within a character", () => {
  const text = `${"a".repeat(999)}😀`;
  expect(beginning(text, 1000)).toBe("a".repeat(999));
  expect(beginning(`b${text.slice(2)}`, 1000)).toBe(`b${text.slice(2)}`);
});

test("what was written for a claim, and for taking one back, stands in the form again", () => {
  const article = {
    ...{ id: 7, title: "A title", titleMarkup: null, authors: [], journal: "J", year: 2026, doi: "d" },
  };
  const claiming = createElement(ClaimForm, { article: article as never, words: "My page says so." });
  expect(renderToStaticMarkup(claiming)).toContain(">My page says so.</textarea>");
  const claim = {
    ...article,
    issn: "2077-0383",
    state: "approved",
    name: "N",
    volume: "1",
    issue: "1",
    firstPage: "1",
  };
  const html = (typed: { claim: string; reason: string | undefined }) =>
    renderToStaticMarkup(createElement(DecidedClaims, { claims: [claim as never], issn: "2077-0383", typed }));
  expect(html({ claim: "7", reason: "Not theirs" })).toMatch(/<details open="">.*>Not theirs<\/textarea>/s);
  expect(html({ claim: "7", reason: undefined })).toContain('aria-invalid="true"');
  expect(html({ claim: "8", reason: "Not theirs" })).not.toMatch(/open=""|Not theirs/);
});

test("of a file that is sent there is a hash; of a form that breaks off there is none", async () => {
  const data = new FormData();
  data.set("file", new Blob(["%PDF-1.7 a letter"]), "letter.pdf");
  const whole = new Request(SITE, { method: "POST", body: data });
  const type = { "content-type": whole.headers.get("content-type") ?? "" };
  const body = await whole.text();
  const sent = (text: string) => sentHash(new Request(SITE, { method: "POST", body: text, headers: type }));
  expect(await sent(body)).toEqual({
    kind: "hash",
    sha256: createHash("sha256").update("%PDF-1.7 a letter").digest("hex"),
  });
  expect(await sent(body.slice(0, body.indexOf(" letter")))).toEqual({ kind: "none" });
});
