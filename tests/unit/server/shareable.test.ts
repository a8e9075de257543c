import { describe, expect, test } from "vitest";
import { sharedBy } from "@/lib/server/shared-pages/shareable";

const asked = (url: string, headers: Record<string, string> = {}, method = "GET") =>
  sharedBy({
    method,
    url,
    headers: { host: "localhost", "user-agent": "Mozilla/5.0", accept: "text/html", ...headers },
  });

describe("a request that may be answered with everybody's page", () => {
  test.each([
    "/",
    "/how-we-count",
    "/search",
    "/2077-0383",
    "/2077-0383/feed/rss",
    "/2077-0383/data",
    "/2077-0383/2/4",
    "/2077-0383/2/4/302",
    "/2077-0383/2/4/e12%2F3",
    "/2077-0383/2/4/302/htm",
    "/2077-0383/2/4/302/metrics",
    "/2077-0383/2/4/302/linkset",
    "/2077-0383/special_issues/stem-cells",
    "/2077-0383/special_issues/stem-cells/feed/atom",
    "/badge/10.3390/jcm2040302.svg",
    "/badge/10.3390/a/b(c).svg?theme=dark",
    "/badge/10.3390/jcm2040302.svg?theme=light&measure=downloads",
    "/embed/10.3390/jcm2040302",
    "/embed/10.3390/jcm2040302?theme=dark",
  ])("%s", (url) => {
    expect(asked(url)).toEqual({ path: url, lasting: false });
    expect(asked(url, {}, "HEAD")).toEqual({ path: url, lasting: false });
  });

  test("a file of the build is shared for good, and nothing else of the framework's is", () => {
    expect(asked("/_next/static/chunks/23e6jep2anmtk.js")).toEqual({
      path: "/_next/static/chunks/23e6jep2anmtk.js",
      lasting: true,
    });
    for (const url of [
      "/_next/static/media/inter.woff2",
      "/_next/image?url=x",
      "/_next/data/x.json",
      "/_next/static/a.js?x",
    ])
      expect(asked(url)).toBeUndefined();
  });

  test.each([
    ["a reader's own requests", "/was-i-counted"],
    ["a question", "/search?q=heart"],
    ["a view of the chart", "/2077-0383/2/4/302?interval=month"],
    ["what an article's requests came to", "/how-we-count?doi=10.3390/jcm2040302"],
    ["a token", "/alert/confirm/abcdef"],
    ["sign-up", "/2077-0383/alert"],
    ["sign-up sent off", "/2077-0383/alert/sign-up"],
    ["sign-up of a special issue", "/2077-0383/special_issues/stem-cells/alert"],
    ["the same sent off", "/2077-0383/special_issues/stem-cells/alert/sign-up"],
    ["a month of open data, of any size", "/2077-0383/data/2026-10.csv"],
    ["what lists them", "/2077-0383/data/datapackage.json"],
    ["the figures' interface", "/api/usage/articles/10.3390/jcm2040302"],
    ["a badge of anybody's making", "/badge/10.3390/jcm2040302.svg?theme=dark&x=1"],
    ["a chart of anybody's making", "/embed/10.3390/jcm2040302?theme=pink"],
    ["what oEmbed says", "/oembed?url=https%3A%2F%2Fs.example"],
    ["settings", "/desk/2077-0383/settings"],
    ["a file", "/2077-0383/2/4/302/pdf"],
    ["a citation", "/2077-0383/2/4/302/export/ris"],
    ["a page nobody has thought of yet", "/2077-0383/2/4/302/edit"],
    ["a redirect", "/doi/10.3390/jcm2040302"],
    ["a slash at the end", "/2077-0383/"],
    ["an address of anybody's length", `/2077-0383/2/4/${"9".repeat(400)}`],
  ])("not %s", (_, url) => {
    expect(asked(url)).toBeUndefined();
  });

  test.each([
    ["of somebody signed in", { cookie: "_ga=1; footfall.session_token=x" }],
    ["of somebody signed in over https", { cookie: "__Secure-footfall.session_token=x" }],
    ["with a key", { authorization: "Bearer 1" }],
    ["for a part", { range: "bytes=0-9" }],
    ["of Next's router", { rsc: "1" }],
    ["of Next's router, ahead of time", { "next-router-prefetch": "1" }],
    ["that wants nothing kept", { "cache-control": "no-cache" }],
    ["that wants nothing kept, of old", { pragma: "no-cache" }],
    ["with a body", { "content-length": "3" }],
    ["for a citation", { accept: "application/x-bibtex" }],
    ["for JSON-LD rather than the page", { accept: "application/ld+json, text/html;q=0.5" }],
  ])("not one %s", (_, headers) => {
    expect(asked("/2077-0383/2/4/302", headers)).toBeUndefined();
  });

  test("not one that changes something", () => {
    expect(asked("/2077-0383/2/4/302", {}, "POST")).toBeUndefined();
  });
});
