import { unstable_doesMiddlewareMatch } from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { describe, expect, test, vi } from "vitest";
import { goodLink, makeLink, revokeLink } from "@/lib/desk/guest-links";
import { tryPassword } from "@/lib/desk/guest-pass";
import { removeView, saveView, viewsFor } from "@/lib/desk/saved-views";
import { countUse, linkRows } from "@/lib/desk/sql/guest-links";
import { takeBack } from "@/lib/people/appoint";
import { dismiss } from "@/lib/people/dismiss";
import type { Grant } from "@/lib/people/may";
import { WRONG_PASSWORDS } from "@/lib/people/rules";
import { grant } from "@/lib/people/sql/people";
import { config, proxy } from "@/proxy";
import { testDatabase } from "../fixtures/database";
import { deskWorld, NOW } from "../fixtures/desk-world";

const { db } = await testDatabase();
const sql = db.$client;
const { article, journal, special, another, somebody, editor, analyst, guestEditor, audited } = await deskWorld(db);

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
