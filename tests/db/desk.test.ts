import { randomInt } from "node:crypto";
import { unstable_doesMiddlewareMatch } from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { describe, expect, test, vi } from "vitest";
import { specialIssueIdOf } from "@/lib/catalog/sql/special-issues";
import { annotate, unannotate } from "@/lib/desk/annotate";
import { goodLink, makeLink, revokeLink } from "@/lib/desk/guest-links";
import { tryPassword } from "@/lib/desk/guest-pass";
import { changeView, removeView, saveView, VIEW_LIMITS, viewsFor } from "@/lib/desk/saved-views";
import { countUse, linkRows } from "@/lib/desk/sql/guest-links";
import { takeBack } from "@/lib/people/appoint";
import { dismiss } from "@/lib/people/dismiss";
import type { Grant } from "@/lib/people/may";
import { WRONG_PASSWORDS } from "@/lib/people/rules";
import { grant } from "@/lib/people/sql/people";
import type { Person } from "@/lib/people/visitor";
import { articleNoted, groupNoted } from "@/lib/usage/noted";
import type { Unshown } from "@/lib/usage/sql/annotations";
import { journalInstitutionRows } from "@/lib/usage/sql/groups";
import { config, proxy } from "@/proxy";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();
const sql = db.$client;
const NOW = new Date("2026-03-03T12:00:00Z");

const article = await anArticle(db, { volume: "2", issue: "4", published: "2026-02-10" });
const [row] = await sql<{ id: number; issn: string }[]>`select id, issn from journals`;
const journal = row ?? { id: 0, issn: "" };
const issue = (title: string, closed?: string) =>
  db.transaction((tx) => specialIssueIdOf(tx, journal.id, { title, closed }));
const special = await issue("On tests", "2026-02-20");
const another = await issue("On others");
await sql`update articles set special_issue_id = ${special} where id = ${article.id}`;

async function somebody(...grants: Partial<Grant>[]): Promise<Person> {
  const email = `p${randomInt(1e9)}@desk.example`;
  const [made] = await sql<{ id: number }[]>`
    insert into people (name, email, email_verified, created, updated) values ('P', ${email}, true, now(), now()) returning id`;
  return {
    ...{ id: made?.id ?? 0, name: "P", email, mail: email, orcid: undefined, session: 1, since: NOW },
    grants: grants.map((grant) => ({ role: "editor", journalId: null, specialIssueId: null, ...grant })),
  };
}
const editor = await somebody({ role: "editor", journalId: journal.id });
const analyst = await somebody({ role: "analyst", journalId: journal.id });
const guestEditor = await somebody({ role: "guest-editor", journalId: journal.id, specialIssueId: special });

const audited = async (person: Person) =>
  (await sql<{ action: string }[]>`select action from audit_log where person_id = ${person.id} order by id`).map(
    ({ action }) => action,
  );

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

describe("guest links", () => {
  const typed = (more: object = {}) => ({
    ...{ name: "For the board", of: `special-issue:${special}`, doi: "", expires: "", password: "" },
    ...more,
  });
  const make = (more: object = {}, person = editor) => makeLink(db, { person, journal }, typed(more), NOW);
  const tokenOf = async (more: object = {}, person = editor) => {
    const made = await make(more, person);
    if (made.kind !== "made") throw new Error(made.fault);
    return made.token;
  };

  test.each([
    [{ name: " " }, "unnamed"],
    [{ name: "x".repeat(81) }, "long"],
    [{ of: "" }, "nothing"],
    [{ of: "journal:1" }, "nothing"],
    [{ doi: "10.5555/nothing", of: "" }, "doi"],
    [{ doi: "10.5555/nothing" }, "both"],
    [{ of: "view:999999" }, "gone"],
    [{ of: "special-issue:999999" }, "gone"],
    [{ expires: "2026-03-02" }, "expires"],
    [{ expires: "soon" }, "expires"],
    [{ password: "short" }, "password"],
  ])("%o is refused: %s", async (more, fault) => {
    expect(await make(more)).toEqual({ kind: "fault", fault });
  });

  test("a token opens its link and is kept nowhere; it ends with its last day, and when it is revoked", async () => {
    const token = await tokenOf({ expires: "2026-03-03" });
    expect(await goodLink(db, token, NOW)).toMatchObject({ name: "For the board", specialIssue: { id: special } });
    expect(await goodLink(db, token, new Date("2026-03-03T23:59:59Z"))).toBeDefined();
    expect(await goodLink(db, token, new Date("2026-03-04T00:00:00Z"))).toBeUndefined();
    expect(await goodLink(db, `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`, NOW)).toBeUndefined();
    expect(await goodLink(db, "' or true --", NOW)).toBeUndefined();
    const kept = JSON.stringify(await sql`select * from guest_links`);
    const log = JSON.stringify(await sql`select * from audit_log`);
    expect(kept + log).not.toContain(token);
    const id = (await goodLink(db, token, NOW))?.id ?? 0;
    expect(await revokeLink(db, { person: analyst, journalId: journal.id, id }, NOW)).toBe(false);
    expect(await revokeLink(db, { person: guestEditor, journalId: journal.id, id }, NOW)).toBe(false);
    expect(await revokeLink(db, { person: editor, journalId: journal.id, id }, NOW)).toBe(true);
    expect(await revokeLink(db, { person: editor, journalId: journal.id, id }, NOW)).toBe(false);
    expect(await goodLink(db, token, NOW)).toBeUndefined();
  });

  test("a view is shown as it was when the link was made", async () => {
    await saveView(
      db,
      editor,
      { journalId: journal.id, page: "/compare", query: "of=journal%3A", name: "to share", shared: false },
      NOW,
    );
    const view = (await viewsFor(db, editor, journal)).find(({ name }) => name === "to share");
    const token = await tokenOf({ of: `view:${view?.id}` });
    await removeView(db, editor, journal.id, view?.id ?? 0);
    expect(await goodLink(db, token, NOW)).toMatchObject({ viewPage: "/compare", viewQuery: "of=journal%3A" });
  });

  test("guest editors make links of their own special issue, and see and end their own", async () => {
    const token = await tokenOf({}, guestEditor);
    expect(await make({ of: `special-issue:${another}` }, guestEditor)).toEqual({ kind: "fault", fault: "gone" });
    expect(await make({ of: "", doi: article.doi }, guestEditor)).toEqual({ kind: "fault", fault: "doi" });
    const own = await linkRows(db, { journalId: journal.id, personId: guestEditor.id }, 10);
    expect(own).toMatchObject([{ specialIssue: "On tests", uses: 0, hasPassword: false }]);
    const id = (await goodLink(db, token, NOW))?.id ?? 0;
    expect(await revokeLink(db, { person: guestEditor, journalId: journal.id, id }, NOW)).toBe(true);
    expect(await audited(guestEditor)).toEqual(["guest-link", "guest-link-revoked"]);
  });

  test("links end with the role that let somebody make them, whoever takes it, and with the person; the log has each", async () => {
    const issueOffice: Grant = { role: "guest-editor", journalId: journal.id, specialIssueId: special };
    const editing: Grant = { role: "editor", journalId: journal.id, specialIssueId: null };
    const both = await somebody(issueOffice, editing);
    for (const held of [issueOffice, editing]) await grant(db, both.id, held);
    const [ofIssue, ofArticle, over] = [
      await tokenOf({ name: "issue" }, both),
      await tokenOf({ name: "article", of: "", doi: article.doi }, both),
      await tokenOf({ name: "over", expires: "2026-03-03" }, both),
    ];
    const others = await tokenOf({ name: "another's" });
    const good = async (token: string, at: Date) => (await goodLink(db, token, at)) !== undefined;
    const later = new Date("2026-03-05T00:00:00Z");
    await takeBack(db, editor, both, { words: "editor", held: editing }, later);
    expect([await good(ofIssue, later), await good(ofArticle, later)]).toEqual([true, false]);
    await grant(db, both.id, editing);
    await takeBack(db, editor, both, { words: "guest editor", held: issueOffice }, later);
    expect(await good(ofIssue, later)).toBe(true);
    expect(await dismiss(db, editor, both, later)).toBe("removed");
    expect([await good(ofIssue, later), await good(others, later)]).toEqual([false, true]);
    expect(await good(over, NOW)).toBe(true);
    const log = await sql<{ detail: object }[]>`
      select detail from audit_log where action = 'guest-link-revoked' and detail ? 'maker' order by id`;
    expect(log.map(({ detail }) => detail)).toEqual([
      { name: "article", maker: both.email },
      { name: "issue", maker: both.email },
    ]);
  });

  test("uses are counted", async () => {
    const link = await goodLink(db, await tokenOf({ name: "counted" }), NOW);
    await countUse(db, link?.id ?? 0, NOW);
    await countUse(db, link?.id ?? 0, NOW);
    const [listed] = await linkRows(db, { journalId: journal.id, personId: undefined }, 1);
    expect(listed).toMatchObject({ name: "counted", uses: 2, lastUsed: NOW });
  });

  test("a browser's first look is counted, at the page or at its file, and no other", async () => {
    vi.stubEnv("SECRET", "s".repeat(40));
    Object.assign(globalThis, { footfallDb: db });
    const look = async (path: string, headers = {}) => {
      const url = `http://localhost${path}`;
      if (!unstable_doesMiddlewareMatch({ config, nextConfig: {}, url })) return undefined;
      const agent = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0" };
      return (await proxy(new NextRequest(url, { headers: { ...agent, ...headers } }))).headers.get("set-cookie");
    };
    const uses = async () => (await linkRows(db, { journalId: journal.id, personId: undefined }, 1))[0]?.uses;
    const path = `/guest/${await tokenOf({ name: "by file" })}`;
    const pass = await look(`${path}/series?range=90d`);
    expect(await uses()).toBe(1);
    // The cookie is for the link's own address, and so for its file as well.
    expect(pass).toContain(`; Path=${path};`);
    const cookie = pass?.split(";", 1)[0] ?? "";
    for (const again of [path, `${path}/series`]) await look(again, { cookie });
    await look(`${path}/series`, { "user-agent": "curl/8.0" });
    expect(await uses()).toBe(1);
    await look(path);
    expect(await uses()).toBe(2);
  });

  test("a password opens; after many wrong ones not even the right one is looked at, for a while", async () => {
    const link = await goodLink(db, await tokenOf({ password: "open sesame" }), NOW);
    if (!link) throw new Error("no link");
    expect(link.password).not.toContain("sesame");
    expect(await tryPassword(db, link, "open sesame", NOW)).toBe("in");
    for (let i = 0; i < WRONG_PASSWORDS.most; i += 1) expect(await tryPassword(db, link, "no", NOW)).toBe("wrong");
    expect(await tryPassword(db, link, "open sesame", NOW)).toBe("locked");
    const later = new Date(NOW.getTime() + WRONG_PASSWORDS.minutes * 60_000 + 1);
    expect(await tryPassword(db, link, "open sesame", later)).toBe("in");
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
