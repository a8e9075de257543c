import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { nextPath, signInAddress } from "@/app/_people/next-path";
import { browserWords } from "@/lib/people/browser-words";
import { isFresh } from "@/lib/people/fresh";
import {
  type Grant,
  journalsEdited,
  mayEdit,
  mayReadJournal,
  mayReadSpecialIssue,
  mayReportInstitutions,
  mayReportWorld,
  specialIssuesRead,
} from "@/lib/people/may";
import { mayAppoint, maySeePeople } from "@/lib/people/may-appoint";
import { passwordFault } from "@/lib/people/password-fault";
import { FRESH_MINUTES } from "@/lib/people/rules";
import { siteSecret } from "@/lib/people/secret";

const ADMINISTRATOR: Grant = { role: "administrator", journalId: null, specialIssueId: null };
const EDITOR: Grant = { role: "editor", journalId: 1, specialIssueId: null };
const GUEST: Grant = { role: "guest-editor", journalId: 1, specialIssueId: 5 };
const ANALYST: Grant = { role: "analyst", journalId: 1, specialIssueId: null };
const ANALYST_OF_ALL: Grant = { role: "analyst", journalId: null, specialIssueId: null };

describe("roles", () => {
  const one = { journalId: 1, specialIssueId: 5 };
  test.each<[string, Grant[], { edit: boolean; read: boolean; issue: boolean; sibling: boolean; other: boolean }]>([
    ["nobody", [], { edit: false, read: false, issue: false, sibling: false, other: false }],
    ["an editor", [EDITOR], { edit: true, read: true, issue: true, sibling: true, other: false }],
    ["an administrator", [ADMINISTRATOR], { edit: true, read: true, issue: true, sibling: true, other: true }],
    ["a guest editor", [GUEST], { edit: false, read: false, issue: true, sibling: false, other: false }],
    ["an analyst", [ANALYST], { edit: false, read: true, issue: true, sibling: true, other: false }],
    ["an analyst of all", [ANALYST_OF_ALL], { edit: false, read: true, issue: true, sibling: true, other: true }],
    [
      "an editor of another",
      [{ ...EDITOR, journalId: 2 }, GUEST],
      { edit: false, read: false, issue: true, sibling: false, other: true },
    ],
  ])("%s", (_, grants, may) => {
    expect({
      edit: mayEdit(grants, 1),
      read: mayReadJournal(grants, 1),
      issue: mayReadSpecialIssue(grants, one),
      sibling: mayReadSpecialIssue(grants, { ...one, specialIssueId: 6 }),
      other: mayReadJournal(grants, 2),
    }).toEqual(may);
  });

  test.each<[string, Grant[], { world: boolean; institutions: boolean }]>([
    ["nobody", [], { world: false, institutions: false }],
    ["an editor", [EDITOR], { world: false, institutions: false }],
    ["a guest editor", [GUEST], { world: false, institutions: false }],
    ["an analyst of one journal", [ANALYST], { world: false, institutions: false }],
    ["an analyst of all", [ANALYST, ANALYST_OF_ALL], { world: true, institutions: false }],
    ["an administrator", [ADMINISTRATOR], { world: true, institutions: true }],
  ])("COUNTER reports of %s", (_, grants, may) => {
    expect({ world: mayReportWorld(grants), institutions: mayReportInstitutions(grants) }).toEqual(may);
  });

  test("name the journals and special issues somebody may see", () => {
    expect(journalsEdited([EDITOR, EDITOR, GUEST, { ...ANALYST, journalId: 3 }])).toEqual([1]);
    expect(journalsEdited([EDITOR, ADMINISTRATOR])).toBe("all");
    expect(journalsEdited([ANALYST_OF_ALL])).toEqual([]);
    expect(specialIssuesRead([EDITOR, GUEST])).toEqual([5]);
  });
});

test.each<[string, Grant[], { own: string[]; other: string[]; everywhere: string[]; see: boolean }]>([
  ["nobody", [], { own: [], other: [], everywhere: [], see: false }],
  ["an analyst of all", [ANALYST_OF_ALL], { own: [], other: [], everywhere: [], see: false }],
  ["a guest editor", [GUEST], { own: [], other: [], everywhere: [], see: false }],
  ["an editor", [EDITOR, GUEST], { own: ["guest-editor", "analyst"], other: [], everywhere: [], see: true }],
  [
    "an administrator",
    [ADMINISTRATOR],
    {
      own: ["administrator", "editor", "guest-editor", "analyst"],
      other: ["administrator", "editor", "guest-editor", "analyst"],
      everywhere: ["administrator", "editor", "guest-editor", "analyst"],
      see: true,
    },
  ],
])("%s gives and takes no more than their own", (_, grants, may) => {
  const roles = ["administrator", "editor", "guest-editor", "analyst"] as const;
  const given = (journalId: number | null) => roles.filter((role) => mayAppoint(grants, { role, journalId }));
  expect({ own: given(1), other: given(2), everywhere: given(null), see: maySeePeople(grants) }).toEqual(may);
});

test.each([
  [
    "Chrome on Linux",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  ],
  [
    "Edge on Windows",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36 Edg/141.0",
  ],
  [
    "Safari on an iPhone",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1",
  ],
  ["Firefox on Android", "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"],
  ["A browser", "curl/8.5"],
  ["A browser", null],
])("a browser is called %s", (words, userAgent) => {
  expect(browserWords(userAgent)).toBe(words);
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
