import { describe, expect, test } from "vitest";
import { figuresWords, headline } from "@/app/_integrity/flag-words";
import { inboxHref, parseInboxView } from "@/app/_integrity/inbox-view";
import { ledgerHref, parseLedgerView } from "@/app/_integrity/ledger-view";
import type { Evidence } from "@/lib/integrity/evidence";

const query = (href: string) => Object.fromEntries(new URL(href, "http://x").searchParams);

describe("addresses", () => {
  test("of the inbox say what they are read as", () => {
    const view = { state: "decided", rule: "flat", article: "10.5555/a b", page: 3 } as const;
    expect(parseInboxView(query(inboxHref("2049-3630", view, { page: 3 })))).toEqual({ view, faults: [] });
    expect(inboxHref("2049-3630", view, { state: "open", rule: undefined, article: undefined })).toBe(
      "/desk/2049-3630/integrity",
    );
    expect(parseInboxView({})).toEqual({ view: { state: "open", page: 1 }, faults: [] });
  });

  test("of the ledger too", () => {
    const view = { month: "2026-01-01", article: "10.5555/a", reason: "x", page: 2 } as const;
    expect(parseLedgerView(query(ledgerHref("2049-3630", view)))).toEqual({ view, faults: [] });
    expect(ledgerHref("2049-3630", {}, "/export")).toBe("/desk/2049-3630/ledger/export");
  });

  test.each([
    [{ state: "odd" }, /^state must be one of open/],
    [{ state: ["open", "all"] }, /^state must be/],
    [{ rule: "odd" }, /^rule must be one of network/],
    [{ page: "0" }, /^page/],
    [{ page: "1.5" }, /^page/],
  ])("name what is not understood: %j", (params, fault) => {
    expect(parseInboxView(params).faults).toEqual([expect.stringMatching(fault)]);
  });

  test.each([
    [{ month: "2026-13" }, /^month must/],
    [{ month: "2026-01-05" }, /^month must/],
    [{ reason: "q" }, /^reason must be one of n/],
    [{ page: "x" }, /^page/],
    [{ month: ["2026-01", "2026-02"] }, /more than once/],
  ])("… of the ledger: %j", (params, fault) => {
    expect(parseLedgerView(params).faults).toEqual([expect.stringMatching(fault)]);
  });
});

test.each<[Evidence, string, RegExp]>([
  [
    { rule: "network", days: [{ day: "2026-01-05", usage: 80, networks: [{ network: 1, usage: 60, visitors: 9 }] }] },
    "Most requests came from one network",
    /made 60 of 80 requests by readers: 75%\.$/,
  ],
  [
    { rule: "flat", days: 20, mean: 85.5, least: 85, most: 86, dispersion: 0.003 },
    "Nearly the same figure every day",
    /^85 to 86 views and downloads on each of 20 days in a row\./,
  ],
  [
    {
      rule: "stalled",
      measure: "pdfDownloads",
      days: 5,
      expected: 125,
      siblings: 375,
      before: { days: 28, measure: 1, siblings: 1 },
    },
    "No PDF downloads while the others went on",
    /^None on 5 days in a row, where about 125/,
  ],
  [
    {
      rule: "stalled",
      measure: "abstractViews",
      days: 5,
      expected: 125,
      siblings: 375,
      before: { days: 28, measure: 1, siblings: 1 },
    },
    "No abstract views while the others went on",
    /came to 375 in these days\.$/,
  ],
  [
    { rule: "spike", usage: 2300, average: 140.2, months: 12, sense: "more" },
    "Far more than in the months before",
    /^2,300 views and downloads in Jan 2026\. The 12 months before came to 140 each/,
  ],
  [
    {
      ...{ rule: "ratio", to: "abstractViews", type: "Review" },
      months: [
        {
          month: "2026-01-01",
          pdfDownloads: 200,
          views: 10,
          ratio: 19.1,
          peers: { articles: 31, median: 0.5, low: 0.3, high: 0.912 },
        },
      ],
    },
    "PDF downloads out of proportion to views, beside its peers",
    /^19\.1 PDF downloads for each abstract view in Jan 2026\. Nine in ten of the 31 articles of its type have between 0\.3 and 0\.912\.$/,
  ],
])("says what stands out, and judges nobody: %j", (evidence, head, figures) => {
  expect(headline(evidence)).toBe(head);
  expect(figuresWords({ evidence, from: "2026-01-01" })).toMatch(figures);
});
