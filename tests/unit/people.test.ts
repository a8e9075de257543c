import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { nextPath, signInAddress } from "@/app/_people/next-path";
import { isFresh } from "@/lib/people/fresh";
import { type Grant, journalsOf, mayEdit } from "@/lib/people/may";
import { passwordFault } from "@/lib/people/password-fault";
import { FRESH_MINUTES } from "@/lib/people/rules";
import { siteSecret } from "@/lib/people/secret";

const ADMINISTRATOR: Grant = { role: "administrator", journalId: null };
const EDITOR: Grant = { role: "editor", journalId: 1 };

describe("roles", () => {
  test.each<[string, Grant[], number, boolean]>([
    ["nobody", [], 1, false],
    ["an editor in the own journal", [EDITOR], 1, true],
    ["an editor in another", [EDITOR], 2, false],
    ["an editor of two", [EDITOR, { role: "editor", journalId: 2 }], 2, true],
    ["an administrator", [ADMINISTRATOR], 7, true],
  ])("%s", (_, grants, journal, may) => {
    expect(mayEdit(grants, journal)).toBe(may);
  });

  test("name the journals somebody may see anything of", () => {
    expect(journalsOf([EDITOR, EDITOR])).toEqual([1]);
    expect(journalsOf([EDITOR, ADMINISTRATOR])).toBe("all");
    expect(journalsOf([])).toEqual([]);
  });
});

test.each([
  ["short", "eleven char"],
  ["long", "x1y2".repeat(40)],
  ["plain", "aaaaaaaaaaaaaa"],
  ["plain", "123456789012"],
  ["plain", "editor@press.example"],
  [undefined, "four words in a row"],
  [undefined, "密码密码一二三四五六七八"],
])("a password is %s: %s", (fault, password) => {
  expect(passwordFault(password, "editor@press.example")).toBe(fault);
});

test.each([
  ["/desk/drafts/7?state=saved", "/desk/drafts/7?state=saved"],
  ["/desk", "/desk"],
  ["/deskx", "/desk"],
  ["//evil.example", "/desk"],
  ["/desk//evil.example", "/desk"],
  ["/desk/../..//evil.example", "/desk"],
  ["https://evil.example/desk", "/desk"],
  ["/desk/\\evil.example", "/desk"],
  ["/desk/\r\nset-cookie: x", "/desk"],
  [undefined, "/desk"],
  [["/desk/account"], "/desk"],
])("after signing in, %j leads to %s", (asked, path) => {
  expect(nextPath(asked)).toBe(path);
});

test("the address of the sign-in page says where to go after it", () => {
  expect(signInAddress("/desk/account", "wrong")).toBe("/sign-in?state=wrong&next=%2Fdesk%2Faccount");
  expect(signInAddress("/desk")).toBe("/sign-in");
});

test("a password is set soon after signing in only", () => {
  const since = new Date("2026-03-03T12:00:00Z");
  const after = (minutes: number) => new Date(since.getTime() + minutes * 60_000);
  expect(isFresh({ since }, after(FRESH_MINUTES - 0.1))).toBe(true);
  expect(isFresh({ since }, after(FRESH_MINUTES))).toBe(false);
});

describe("the site's secret", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "footfall-secret-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("is made once, for all who ask at the same time, and is for its owner alone", async () => {
    const DATA_DIR = path.join(folder, "data");
    const secrets = await Promise.all(Array.from({ length: 8 }, () => siteSecret({ DATA_DIR, SECRET: undefined })));
    expect(new Set(secrets).size).toBe(1);
    expect(secrets[0]?.length).toBeGreaterThanOrEqual(43);
    expect(statSync(path.join(DATA_DIR, "secret")).mode & 0o777).toBe(0o600);
    expect(readdirSync(DATA_DIR)).toEqual(["secret"]);
  });

  test("is the one that is set, when one is", async () => {
    const SECRET = "x".repeat(32);
    expect(await siteSecret({ DATA_DIR: path.join(folder, "none"), SECRET })).toBe(SECRET);
  });
});
