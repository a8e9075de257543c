import { expect, test } from "vitest";
import { linkMetadata } from "@/app/_forms/link-metadata";
import { isFromOwnPage } from "@/app/_forms/own-page";
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
