import { expect, test } from "vitest";
import { readEnv } from "@/lib/env";
import { reportItem, reportTitle } from "@/lib/reports/counter/item";
import { reportHost } from "@/lib/reports/counter/settings";

const RECORD = "https://registry.countermetrics.org/platform/99999999-9999-4999-8999-999999999999";
const journal = { id: 5, issn: "2077-0383", printIssn: null, title: "J", publisher: "P" };
const article = {
  ...{ id: 5, journalId: 5, doi: "10.5555/a", title: "A", volume: "2", issue: "4", firstPage: "302" },
  ...{ published: null, version: "VoR", authors: [] },
};
const itemIds = (env: Record<string, string>) => {
  const host = reportHost(readEnv(env));
  return [reportTitle(journal, host).Item_ID, reportItem(article, journal, host).Item_ID];
};

test("items have an address where readers reach the site, and else none", () => {
  expect(itemIds({ SITE_URL: "https://journals.example/" })).toEqual([
    { Proprietary: "footfall:j5", Online_ISSN: "2077-0383", URI: "https://journals.example/2077-0383" },
    { DOI: "10.5555/a", Proprietary: "footfall:a5", URI: "https://journals.example/2077-0383/2/4/302" },
  ]);
  expect(itemIds({})).toEqual([
    { Proprietary: "footfall:j5", Online_ISSN: "2077-0383" },
    { DOI: "10.5555/a", Proprietary: "footfall:a5" },
  ]);
  expect(reportHost(readEnv({})).platform).toBe("localhost");
});

test("the registry record is one of COUNTER's registry, or empty", () => {
  expect(reportHost(readEnv({ REGISTRY_RECORD: RECORD })).registryRecord).toBe(RECORD);
  expect(reportHost(readEnv({ REGISTRY_RECORD: "" })).registryRecord).toBe("");
});

test.each([
  "https://registry.example.org/platform/99999999-9999-4999-8999-999999999999",
  "https://registry.countermetrics.org/platform/",
  `${RECORD}/x`,
  RECORD.replace("https", "http"),
])("%s is no registry record", (REGISTRY_RECORD) => {
  expect(() => readEnv({ REGISTRY_RECORD })).toThrow("registry.countermetrics.org/platform/");
});
