import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readEnv } from "@/lib/env";
import { folderBelow, isWithin, stepsOf } from "@/lib/reports/delivery/folder-path";
import { keptAddress, targetFault, targetKinds } from "@/lib/reports/delivery/target";

const S3 = {
  S3_ENDPOINT: "https://s3.example",
  S3_BUCKET: "reports",
  S3_ACCESS_KEY_ID: "id",
  S3_SECRET_ACCESS_KEY: "key",
};
const all = readEnv({ SMTP_URL: "smtp://mail.example", EXPORT_DIR: "/srv/exports", DATA_DIR: "/srv/data", ...S3 });
const none = readEnv({ DATA_DIR: "/srv/data" });

test.each([
  ["", []],
  ["reports", ["reports"]],
  ["J. Clin. Med/monthly 2025/", ["J. Clin. Med", "monthly 2025"]],
  ["J. Clin. Med./monthly", undefined],
  ["/", []],
  ["J Clin Med/monthly-2025_v1.2/", ["J Clin Med", "monthly-2025_v1.2"]],
  ["Größe/年報", ["Größe", "年報"]],
  ["/reports", undefined],
  ["..", undefined],
  ["a/../b", undefined],
  ["a/./b", undefined],
  ["a//b", undefined],
  [".hidden", undefined],
  ["-rf", undefined],
  ["a\\b", undefined],
  ["a\0b", undefined],
  ["a\nb", undefined],
  ["C:", undefined],
  ["~root", undefined],
  ["%2e%2e", undefined],
  ["a".repeat(201), undefined],
])("the steps of %j are %j", (written, steps) => {
  expect(stepsOf(written)).toEqual(steps);
});

test("whatever is written for a folder leads nowhere but below the one for exports", () => {
  const step = fc.oneof(fc.constantFrom("..", ".", "", "a", "~", "\\", "a.", "..a"), fc.string({ maxLength: 4 }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 5 }), (steps) => {
      const folder = folderBelow("/srv/exports", steps.join("/"));
      if (folder === undefined) return;
      expect(path.resolve(folder)).toBe(folder);
      expect(`${folder}/`.startsWith("/srv/exports/")).toBe(true);
    }),
  );
});

test.each([
  ["/srv/exports", "/srv/exports", true],
  ["/srv/exports", "/srv/exports/a", true],
  ["/srv/exports", "/srv/exports/..a", true],
  ["/srv/exports", "/srv/exports2", false],
  ["/srv/exports", "/srv", false],
  ["/srv/exports", "/", false],
])("in %s lies %s: %s", (outer, inner, within) => {
  expect(isWithin(outer, inner)).toBe(within);
});

test("says what a site can deliver to, and what is missing for the rest", () => {
  expect(targetKinds(all).map(({ kind, possible }) => [kind, possible])).toEqual([
    ["mail", true],
    ["webhook", true],
    ["folder", true],
    ["s3", true],
  ]);
  expect(targetKinds(none).map(({ why }) => why)).toEqual([
    expect.stringContaining("SMTP_URL"),
    undefined,
    expect.stringContaining("EXPORT_DIR"),
    expect.stringContaining("S3_ENDPOINT"),
  ]);
});

test.each([
  ["mail", "reader@example.org", undefined],
  ["mail", "reader", "reader is no e-mail address."],
  ["mail", "jörg@example.org", "letters before the @"],
  ["mail", "", "Nothing is no e-mail address."],
  ["webhook", "https://example.org/in", undefined],
  ["webhook", "http://example.org/in", "https addresses only"],
  ["folder", "a/b", undefined],
  ["folder", "../b", "below the one for reports"],
  ["s3", "a/b", undefined],
  ["s3", "a//b", "what keys begin with"],
] as const)("%s to %j: %s", async (kind, address, fault) => {
  const said = await targetFault(kind, address, all, async () => [{ address: "93.184.215.14", family: 4 }]);
  if (fault === undefined) expect(said).toBeUndefined();
  else expect(said).toContain(fault);
});

test.each(["mail", "folder", "s3"] as const)("%s is a fault where the site does not deliver so", async (kind) => {
  expect(await targetFault(kind, "reader@example.org", none)).toContain("not set");
});

test.each([
  ["mail", " Reader@EXAMPLE.org ", "Reader@example.org"],
  ["webhook", "HTTPS://Example.org:443/In", "https://example.org/In"],
  ["folder", " a/b/ ", "a/b"],
  ["s3", "a", "a"],
] as const)("%s %j is kept as %j", (kind, address, kept) => {
  expect(keptAddress(kind, address)).toBe(kept);
});

test.each([
  [{ S3_BUCKET: "reports" }, "all are needed"],
  [{ ...S3, S3_SECRET_ACCESS_KEY: "" }, "all are needed"],
  [{ EXPORT_DIR: "/srv/data" }, "EXPORT_DIR"],
  [{ EXPORT_DIR: "/srv/data/exports" }, "EXPORT_DIR"],
  [{ EXPORT_DIR: "/srv" }, "EXPORT_DIR"],
])("settings %j are refused", (settings, said) => {
  expect(() => readEnv({ DATA_DIR: "/srv/data", ...settings })).toThrow(said);
});
