import { expect, test } from "vitest";
import { dropReason } from "@/lib/collector/classify";

test.each([
  ["a page view's record", { method: "POST", status: 200 }, undefined],
  ["a file", { method: "GET", status: 200 }, undefined],
  ["an unchanged file", { method: "GET", status: 304 }, undefined],
  ["the first range", { method: "GET", status: 206, range: "bytes=0-1023" }, undefined],
  ["the first range, spaced and padded", { method: "GET", status: 206, range: "Bytes = 00-" }, undefined],
  ["a partial answer of an unknown range", { method: "GET", status: 206 }, undefined],
  ["a later range", { method: "GET", status: 206, range: "bytes=1024-2047" }, "range"],
  ["a range that begins at 10, not 0", { method: "GET", status: 206, range: "bytes=10-" }, "range"],
  ["the tail", { method: "GET", status: 206, range: "bytes=-500" }, "range"],
  ["a range answered with the whole file", { method: "GET", status: 200, range: "bytes=5-" }, undefined],
  ["HEAD", { method: "HEAD", status: 200 }, "method"],
  ["a redirect", { method: "GET", status: 302 }, "status"],
  ["nothing there", { method: "GET", status: 404 }, "status"],
  ["a fault", { method: "GET", status: 500 }, "status"],
  ["a prefetch", { method: "GET", status: 200, purpose: "prefetch" }, "prefetch"],
  ["a prerender", { method: "POST", status: 200, purpose: "prefetch;prerender" }, "prefetch"],
  ["a preview", { method: "GET", status: 200, purpose: "preview" }, "prefetch"],
])("%s", (_, exchange, reason) => {
  expect(dropReason(exchange)).toBe(reason);
});
