import { describe, expect, test } from "vitest";
import { annotate, unannotate } from "@/lib/desk/annotate";
import { changeView, removeView, saveView, VIEW_LIMITS, viewsFor } from "@/lib/desk/saved-views";
import type { Person } from "@/lib/people/visitor";
import { articleNoted, groupNoted } from "@/lib/usage/noted";
import type { Unshown } from "@/lib/usage/sql/annotations";
import { journalInstitutionRows } from "@/lib/usage/sql/groups";
import { testDatabase } from "../fixtures/database";
import { deskWorld, NOW } from "../fixtures/desk-world";

const { db } = await testDatabase();
const sql = db.$client;
const { article, journal, special, another, somebody, editor, analyst, guestEditor, audited } = await deskWorld(db);

describe("saved views", () => {
  const view = (name: string, more: object = {}) => ({
    ...{ journalId: journal.id, page: "/articles", query: "range=90d&q=stem+cells", name, shared: false },
    ...more,
  });
  const names = async (person: Person) => (await viewsFor(db, person, journal)).map(({ name }) => name);

  test("keep the address as it is, without what came of a form and the page of a table; a name is there once", async () => {
    const person = await somebody({ role: "analyst", journalId: journal.id });
    expect(await saveView(db, person, view(" Stem \n cells ", { query: "range=90d&views=saved&page=3" }), NOW)).toBe(
      undefined,
    );
    expect(await viewsFor(db, person, journal)).toMatchObject([{ name: "Stem cells", query: "range=90d" }]);
    expect(await saveView(db, person, view("Stem cells"), NOW)).toBe("taken");
    expect(await saveView(db, person, view("  "), NOW)).toBe("unnamed");
    expect(await saveView(db, person, view("x".repeat(VIEW_LIMITS.name + 1)), NOW)).toBe("long");
    expect(await saveView(db, person, view("y", { query: `q=${"z".repeat(VIEW_LIMITS.query)}` }), NOW)).toBe("query");
    for (let i = 1; i < VIEW_LIMITS.most; i += 1) expect(await saveView(db, person, view(`${i}`), NOW)).toBe(undefined);
    expect(await saveView(db, person, view("one more"), NOW)).toBe("many");
  });

  test("one's own and shared ones are there, of pages one may read", async () => {
    await saveView(db, editor, view("mine alone"), NOW);
    await saveView(db, editor, view("for all", { shared: true }), NOW);
    const page = "/special-issues/on-tests";
    await saveView(db, editor, view("of the issue", { shared: true, page }), NOW);
    await saveView(db, editor, view("of another", { shared: true, page: "/special-issues/on-others" }), NOW);
    expect(await names(editor)).toEqual(["for all", "mine alone", "of another", "of the issue"]);
    expect(await names(analyst)).toEqual(["for all", "of another", "of the issue"]);
    expect(await names(guestEditor)).toEqual(["of the issue"]);
    expect(await names(await somebody())).toEqual([]);
  });

  test("whose it is may rename it; editors may take away what is shared", async () => {
    await saveView(db, analyst, view("first", { shared: true }), NOW);
    await saveView(db, analyst, view("second"), NOW);
    const [first, second] = ["first", "second"].map((name) => async () => {
      const found = (await viewsFor(db, analyst, journal)).find((one) => one.name === name);
      return found?.id ?? 0;
    });
    const [firstId, secondId] = [(await first?.()) ?? 0, (await second?.()) ?? 0];
    const rename = (person: Person, id: number, name: string) =>
      changeView(db, person, journal.id, { id, name, shared: true });
    expect(await rename(editor, firstId, "theirs")).toBe("gone");
    expect(await rename(analyst, firstId, "second")).toBe("taken");
    expect(await rename(analyst, firstId, "first again")).toBe("done");
    expect(await removeView(db, guestEditor, journal.id, firstId)).toBe("gone");
    expect(await removeView(db, editor, journal.id, secondId)).toBe("gone");
    expect(await removeView(db, editor, journal.id + 1, firstId)).toBe("gone");
    expect(await removeView(db, editor, journal.id, firstId)).toBe("done");
    expect(await removeView(db, analyst, journal.id, secondId)).toBe("done");
  });
});

describe("notes of days", () => {
  const typed = (more: object = {}) => ({
    ...{ day: "2026-02-15", words: "A mailing", doi: "", specialIssue: "", shown: false },
    ...more,
  });
  const write = (more: object) => annotate(db, { person: editor, journal }, typed(more), NOW);

  test.each([
    [{ day: "2026-02-30" }, "day"],
    [{ day: "0001-01-01" }, "day"],
    [{ words: " \u0000 " }, "words"],
    [{ words: "x".repeat(201) }, "long"],
    [{ doi: "10.5555/nothing" }, "doi"],
    [{ doi: "no doi" }, "doi"],
    [{ specialIssue: "999999" }, "special-issue"],
    [{ specialIssue: "1; drop" }, "special-issue"],
    [{ doi: article.doi, specialIssue: String(special) }, "both"],
  ])("%o is refused for its %s", async (more, fault) => {
    expect(await write(more)).toBe(fault);
  });

  test("stand with what is on record in the charts of what they are of; readers see those that are shown", async () => {
    await write({ words: "of the journal, shown", shown: true });
    await write({ words: "of the journal", day: "2026-02-16" });
    await write({ words: "of the issue, shown", specialIssue: String(special), shown: true });
    await write({ words: "of the issue", specialIssue: String(special), day: "2026-02-17" });
    await write({ words: "of another issue, shown", specialIssue: String(another), shown: true });
    await write({ words: "of the article, shown", doi: article.doi.toUpperCase(), shown: true });
    const days = { from: "2026-02-01", to: "2026-02-28" };
    const told = async (specialIssueId: number | null, unshown: Unshown) =>
      (await groupNoted(db, { journalId: journal.id, specialIssueId }, { ...days, unshown })).map((one) =>
        one.kind === "note" ? one.words : one.kind,
      );
    expect(await told(null, "all")).toEqual([
      "issue",
      "of the journal, shown",
      "of the journal",
      "special issue closed",
    ]);
    expect(await told(null, "none")).toEqual(["issue", "of the journal, shown", "special issue closed"]);
    const shown = ["of the journal, shown", "of the issue, shown"];
    expect(await told(special, "none")).toEqual([...shown, "special issue closed"]);
    // Guest editors read their special issue, and not what the journal notes for itself.
    expect(await told(special, "special issue")).toEqual([...shown, "of the issue", "special issue closed"]);
    expect(await told(special, "all")).toEqual([...shown, "of the journal", "of the issue", "special issue closed"]);
    const public_ = (await articleNoted(db, article.id, days)).flatMap((one) => (one.kind === "note" ? one.words : []));
    expect(public_).toEqual(["of the journal, shown", "of the issue, shown", "of the article, shown"]);
    expect(
      await groupNoted(
        db,
        { journalId: journal.id, specialIssueId: null },
        { ...days, to: "2026-02-09", unshown: "all" },
      ),
    ).toEqual([]);
  });

  test("a robot list that changed and figures counted anew are told of a journal, the latter of its own articles alone", async () => {
    const day = "2026-01-20";
    await sql`insert into robot_list_changes (changed, name, version, patterns) values (${`${day}T10:00:00Z`}, 'a list', '2', 5)`;
    for (const counted of ["2025-10-01", "2025-10-02"])
      await sql`insert into restatements (article_id, day, restated, reasons, before, after, method_after)
        values (${article.id}, ${counted}, ${`${day}T11:00:00Z`}, 'r', '{}', '{}', 'm'), (999999, ${counted}, ${`${day}T11:00:00Z`}, 'r', '{}', '{}', 'm')`;
    const noted = (specialIssueId: number | null) =>
      groupNoted(db, { journalId: journal.id, specialIssueId }, { from: day, to: day, unshown: "all" });
    expect(await noted(null)).toMatchObject([
      { kind: "restated", day, days: 2, reasons: "r" },
      { kind: "robot list", name: "a list" },
    ]);
    expect((await noted(another)).map(({ kind }) => kind)).toEqual(["robot list"]);
  });

  test("are taken away by whoever edits the journal, once; both is in the log", async () => {
    const person = await somebody({ role: "editor", journalId: journal.id });
    await annotate(db, { person, journal }, typed({ words: "to go" }), NOW);
    const [note] = await sql<{ id: number }[]>`select id from annotations where words = 'to go'`;
    const id = note?.id ?? 0;
    expect(await unannotate(db, person, { journalId: journal.id + 1, id }, NOW)).toBe(false);
    expect(await unannotate(db, person, { journalId: journal.id, id }, NOW)).toBe(true);
    expect(await unannotate(db, person, { journalId: journal.id, id }, NOW)).toBe(false);
    expect(await audited(person)).toEqual(["annotation", "annotation-removed"]);
  });
});

test("institutions of a journal are those of its own articles, the most first", async () => {
  const [one, two] = await sql<{ id: number }[]>`
    insert into institutions (name) values ('First Institute'), ('Second Institute') returning id`;
  const rows: [number, number | undefined, string, number][] = [
    [article.id, one?.id, "2026-02-01", 3],
    [article.id, two?.id, "2026-02-01", 9],
    [article.id, one?.id, "2026-02-02", 4],
    [article.id, one?.id, "2026-03-01", 100],
    [888_888, one?.id, "2026-02-01", 100],
  ];
  for (const [articleId, institution, day, many] of rows)
    await sql`insert into article_institution_days (article_id, day, institution_id, access_type, access_method, year,
      total_item_investigations, unique_item_investigations, total_item_requests, unique_item_requests, no_license, limit_exceeded, searches_platform)
      values (${articleId}, ${day}, ${institution ?? 0}, 'o', 'r', 2026, ${many}, 0, 1, 0, 0, 0, 0)`;
  expect(await journalInstitutionRows(db, journal.id, "2026-02-01", "2026-02-28")).toEqual([
    { place: "Second Institute", totalItemInvestigations: 9, totalItemRequests: 1 },
    { place: "First Institute", totalItemInvestigations: 7, totalItemRequests: 2 },
  ]);
});
