import { describe, expect, test } from "vitest";
import { mailText } from "@/lib/mail/text";
import { type Facts, factsOf } from "@/lib/reports/delivery/facts";
import { figureTable } from "@/lib/reports/delivery/figure-table";
import { divided } from "@/lib/reports/delivery/mail";
import { reportMessage } from "@/lib/reports/delivery/report-message";
import { linkedId, linkToken } from "@/lib/reports/delivery/token";
import { subjectOf } from "@/lib/reports/delivery/words";
import type { DeliveryRow } from "@/lib/reports/sql/deliveries";
import { FACTS } from "../../../fixtures/reports";

const facts: Facts = factsOf(FACTS);
const ID = "5f2c1a34-8b7d-4e6f-9a01-23456789abcd";
const NOW = new Date("2025-12-01T08:00:00Z");
const SITE = { site: "https://site.example", secret: "a secret of tests" };

interface Changes {
  run?: Partial<DeliveryRow["run"]>;
  delivery?: Partial<DeliveryRow["delivery"]>;
  target?: DeliveryRow["target"];
  owner?: DeliveryRow["owner"];
}
const row = (changes: Changes = {}): DeliveryRow => ({
  run: {
    ...{ id: ID, definitionId: 1, scheduleId: 7, slot: NOW, cause: "schedule", journalId: 1, personId: null },
    ...{ name: "Monthly overview", ask: {}, from: "2025-11-01", to: "2025-11-30", formats: ["csv"], whenEmpty: "say" },
    ...{ waitUntil: NOW, late: false, provisional: false, state: "made", asked: NOW, attempts: 1, nextAttempt: NOW },
    ...{ claim: null, leaseUntil: null, note: null, started: NOW, settled: NOW, rowsDone: null, rowsTotal: null },
    ...{ facts: FACTS, countedThrough: NOW, methodVersion: "COUNTER-R5.1/1", expires: null },
    ...changes.run,
  },
  delivery: {
    ...{ id: ID, runId: ID, targetId: ID, kind: "mail", address: "reader@example.org", turn: 1, state: "handed" },
    ...{ made: NOW, attempts: 0, firstAttempt: null, nextAttempt: NOW, claim: null, leaseUntil: null, settled: null },
    ...{ reply: null, linkExpires: null, opened: 0, lastOpened: null },
    ...changes.delivery,
  },
  target:
    changes.target === undefined
      ? { id: ID, scheduleId: 7, kind: "mail", address: "reader@example.org", secret: null, left: null }
      : changes.target,
  definition: { id: 1, name: "Monthly overview" },
  owner: changes.owner === undefined ? { id: 1, name: "Ada Editor", email: "ada@desk.example" } : changes.owner,
  journal: { issn: "2077-0383", title: "Journal of Clinical Medicine", abbreviation: "J. Clin. Med.", sample: false },
});

const nothing = { attached: [], linked: [], expires: NOW };
const messageOf = (
  changes: Changes = {},
  sending: Parameters<typeof reportMessage>[2]["sending"] = nothing,
  now = NOW,
) => reportMessage(SITE, row(changes), { facts, sending, now });

test.each([
  [{}, {}, "J. Clin. Med. · November 2025 · 41,203 downloads, +6 % · Monthly overview"],
  [{ cause: "test" as const }, {}, "Test: J. Clin. Med. · November 2025 · 41,203 downloads, +6 % · Monthly overview"],
  [
    { provisional: true },
    {},
    "J. Clin. Med. · November 2025 · 41,203 downloads, +6 % · provisional · Monthly overview",
  ],
  [{}, { headline: undefined }, "J. Clin. Med. · November 2025 · Monthly overview"],
  [{}, { empty: true }, "J. Clin. Med. · November 2025 · nothing to report · Monthly overview"],
])("the subject of a run %j with %j is “%s”", (run, said, subject) => {
  expect(subjectOf(row({ run }), { ...facts, ...said })).toBe(subject);
});

describe("the message", () => {
  test("has its figures before anything else, in columns that both forms keep", () => {
    const { text, html } = messageOf();
    expect(text.split("\n").slice(0, 9)).toEqual([
      "Monthly overview",
      "----------------",
      "",
      "Journal overview of J. Clin. Med., beside the period before",
      "",
      "Measure          November 2025  Change",
      "PDF downloads           41,203    +6 %",
      "Full-text views             12      −3",
      "Abstract views       1,234,567       –",
    ]);
    expect(html).toContain('<th scope="col"');
    expect(html).toMatch(/41,203<\/td>/);
    expect(html).not.toContain("<img");
  });

  test.each([
    [
      { late: true, asked: new Date("2025-12-03T09:12:00Z") },
      /^Late: it was due on 1 December 2025 at 08:00 UTC, and nothing ran/m,
    ],
    [{ provisional: true }, /^Provisional: its period is counted through 1 December 2025 at 08:00 UTC\nonly\./m],
    [{ provisional: true, countedThrough: null }, /^Provisional: its period is not counted yet\./m],
  ])("says first that a run %j is", (run, said) => {
    const { text } = messageOf({ run });
    expect(text).toMatch(said);
    expect(text.search(said)).toBeLessThan(text.indexOf("Measure"));
  });

  test("says that it comes late when the mail server had been away", () => {
    const now = new Date("2025-12-02T10:00:00Z");
    expect(messageOf({}, nothing, now).text).toContain(
      "Late: it was made on 1 December 2025 at 08:00 UTC, and could not be sent\nbefore.",
    );
    expect(messageOf().text).not.toContain("Late");
  });

  test.each([
    [{}, "because Ada Editor added your address to the schedule “Monthly overview” of Journal of Clinical Medicine."],
    [{ delivery: { address: "Ada@desk.example" } }, "because your address is among those of the schedule"],
    [{ owner: null }, "because your address is among those of the schedule"],
    [{ target: null, run: { cause: "hand" as const } }, "was sent to your address by hand"],
    [{ target: null }, "because Ada Editor added your address to the schedule"],
    [{ run: { cause: "test" as const } }, "This is a test of the report"],
  ])("says to %j why it came", (changes: Changes, why) => {
    expect(messageOf(changes).text.replace(/\s+/g, " ")).toContain(why);
  });

  test("ends by one click and by a page, but for a test and what was sent by hand", () => {
    const { headers, text } = messageOf();
    const [, token = ""] =
      /<https:\/\/site\.example\/reports\/stop\/([\w-]+)>/.exec(headers["List-Unsubscribe"] ?? "") ?? [];
    expect(linkedId(SITE.secret, "leave", token)).toBe(ID);
    expect(headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    expect(headers["List-Id"]).toBe("<report-7.site.example>");
    expect(text).toContain(`/reports/leave/${token}`);
    for (const changes of [{ target: null }, { run: { cause: "test" as const } }]) {
      expect(messageOf(changes).headers).toEqual({});
      expect(messageOf(changes).text).not.toContain("/reports/leave/");
    }
  });

  test("leads to the same view at the desk, once", () => {
    const { text } = messageOf();
    expect(text.match(/https:\/\/site\.example\/desk\S*/g)).toEqual([
      "https://site.example/desk/2077-0383?from=2025-11-01&to=2025-11-30",
    ]);
  });

  test("says which files it carries, and which a link opens until when", () => {
    const sending = {
      attached: [{ name: "a.csv", bytes: 2048 }],
      linked: [{ name: "b.xlsx", bytes: 30 * 2 ** 20 }],
      expires: new Date("2025-12-31T08:00:00Z"),
    };
    const text = messageOf({}, sending).text.replace(/\s+/g, " ");
    expect(text).toContain("Attached: a.csv (2 KB).");
    expect(text).toContain("Too large to be attached: b.xlsx (30.0 MB). A link opens it");
    expect(text).toContain("until 31 December 2025.");
    expect(text).toContain(`https://site.example/reports/files/${linkToken(SITE.secret, "files", ID)}`);
  });

  test("says in one line that there is nothing to report", () => {
    const { text, html } = reportMessage(SITE, row(), { facts: { ...facts, empty: true }, sending: nothing, now: NOW });
    expect(text).toContain("There is nothing to report for November 2025.");
    expect(html).not.toContain("<table");
  });
});

test("a table whose labels are long keeps its numbers in their columns", () => {
  const long = "a label of very many words that has no room beside numbers, however it is written";
  const table = {
    ...figureTable(facts),
    rows: [
      [long, "41,203", "+6 %"],
      ["short", "1", "–"],
    ],
  };
  const lines = mailText([{ kind: "table", table }])
    .trimEnd()
    .split("\n");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(74);
  const numbers = lines.filter((line) => /(\+6 %|–)$/.test(line));
  expect(new Set(numbers.map((line) => line.length))).toHaveProperty("size", 1);
});

test.each([
  [[3, 1, 2], 3, [1, 2]],
  [[3, 1, 2], 6, [3, 1, 2]],
  [[3, 1, 2], 0, []],
  [[9], 5, []],
  [[], 5, []],
])("of files of %j bytes a mail of %i carries %j", (sizes, most, attached) => {
  const files = sizes.map((bytes) => ({ bytes }));
  const { attached: carried, linked } = divided(files, most);
  expect(carried.map(({ bytes }) => bytes)).toEqual(attached);
  expect(carried.length + linked.length).toBe(files.length);
});

describe("a token", () => {
  test("says whose it is, for what it was made", () => {
    expect(linkedId("s", "files", linkToken("s", "files", ID))).toBe(ID);
    expect(linkToken("s", "files", ID)).toBe(linkToken("s", "files", ID));
    expect(linkedId("s", "leave", linkToken("s", "files", ID))).toBeUndefined();
    expect(linkedId("other", "files", linkToken("s", "files", ID))).toBeUndefined();
  });

  test("of another's making is none", () => {
    const token = linkToken("s", "files", ID);
    for (let i = 0; i < token.length; i += 1) {
      const forged = token.slice(0, i) + (token[i] === "A" ? "B" : "A") + token.slice(i + 1);
      expect(linkedId("s", "files", forged)).toBeUndefined();
    }
    for (const none of ["", "A", `${token}A`, token.slice(1), "../../etc", "no-such-token"])
      expect(linkedId("s", "files", none)).toBeUndefined();
  });
});
