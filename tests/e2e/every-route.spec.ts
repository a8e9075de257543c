import type { Db } from "@/lib/db/connection";
import type { Grant } from "@/lib/people/may";
import { expect, test } from "./reading";
import { PARAMS, ROLES, ROUTES, type Walker } from "./routes";
import { ADMINISTRATOR, siteDb, somebody } from "./signed-in";
import { addressOf, answered, columnsOf, OWN_PAGE, type Row, routesOfApp, rowOf } from "./walk-routes";

const OTHER = "9999-9994";
let db: Db;
let journalId = 0;
let specialIssueId = 0;
let grants: Record<Walker, Grant[] | undefined>;
const cookies = new Map<Walker, string>();

test.beforeAll(async () => {
  db = await siteDb();
  const [found] = await db.$client<{ journal: number; issue: number }[]>`
    select j.id as journal, s.id as issue from journals j join special_issues s on s.journal_id = j.id
    where j.issn = ${PARAMS.issn ?? ""} and s.slug = ${PARAMS.slug ?? ""}`;
  const [other] = await db.$client<{ id: number }[]>`
    insert into journals (issn, title, abbreviation, publisher) values (${OTHER}, 'Another', 'Another', 'Another') returning id`;
  journalId = found?.journal ?? 0;
  specialIssueId = found?.issue ?? 0;
  const of = (role: Grant["role"], journal: number | null, issue: number | null = null): Grant[] => [
    { role, journalId: journal, specialIssueId: issue },
  ];
  grants = {
    administrator: [ADMINISTRATOR],
    editor: of("editor", journalId),
    "editor of another journal": of("editor", other?.id ?? 0),
    "guest editor": of("guest-editor", journalId, specialIssueId),
    analyst: of("analyst", journalId),
    "analyst of all journals": of("analyst", null),
    author: [],
    stranger: undefined,
  };
  for (const role of ROLES) await signIn(role);
});

test.afterAll(async () => {
  await db.$client`delete from article_drafts where person_id in (select id from people where email like '%@walk.example')`;
  await db.$client`delete from people where email like '%@walk.example'`;
  await db.$client`delete from institutions where name = 'Walked College'`;
  await db.$client`delete from requestors where requestor_id = 'walked'`;
  await db.$client`delete from journals where issn = ${OTHER}`;
  await db.$client.end();
});

const emailOf = (role: Walker) => `${role.replaceAll(" ", "-")}@walk.example`;

async function signIn(role: Walker): Promise<void> {
  const held = grants[role];
  if (held) cookies.set(role, (await somebody(db, emailOf(role), held)).cookie);
}

/** What a line's addresses and forms are about, made anew for each request: some take it away. */
async function about(row: Row): Promise<{ id?: string; role?: string }> {
  if (row.about === "draft") {
    const [draft] = await db.$client<{ id: number }[]>`
      insert into article_drafts (journal_id, fields, changed, person_id)
      values (${journalId}, '{}', now(), (select id from people where email = ${emailOf("editor")})) returning id`;
    return { id: String(draft?.id) };
  }
  if (row.about === "person") {
    const { id } = await somebody(db, "subject@walk.example", [{ role: "guest-editor", journalId, specialIssueId }]);
    const [held] = await db.$client<{ id: number }[]>`select id from roles where person_id = ${id}`;
    return { id: String(id), role: String(held?.id) };
  }
  if (row.about === "institution") {
    const [made] = await db.$client<{ id: number }[]>`
      insert into institutions (name) values ('Walked College') on conflict (name) do update set name = excluded.name returning id`;
    return { id: String(made?.id) };
  }
  if (row.about === "requestor") {
    const [made] = await db.$client<{ id: number }[]>`
      insert into requestors (requestor_id, name, key_hash, made) values ('walked', 'Walked library', sha256('walked'), now())
      on conflict (requestor_id) do update set name = excluded.name returning id`;
    return { id: String(made?.id) };
  }
  return {};
}

test("every route has its line, and every line its route", () => {
  expect(Object.keys(ROUTES).sort()).toEqual(routesOfApp());
  for (const [route, row] of Object.entries(ROUTES)) expect(columnsOf(rowOf(row)), route).toHaveLength(ROLES.length);
});

test("every route answers every role, and strangers, as the table says", async () => {
  test.setTimeout(600_000);
  // Sums over articles follow the count by some seconds.
  await expect(async () => {
    const cookie = cookies.get("administrator") ?? "";
    expect(await answered("GET", addressOf("/desk/[issn]/series", {}), { cookie, headers: {} })).toBe("200");
  }).toPass({ timeout: 60_000 });
  const faults: string[] = [];
  for (const [route, line] of Object.entries(ROUTES)) {
    const row = rowOf(line);
    const [method = "", pattern = ""] = route.split(" ");
    for (const [i, role] of ROLES.entries()) {
      const { id, role: held } = await about(row);
      const address = addressOf(pattern, { ...row.with, ...(id && { id }) });
      const form = { ...row.form, ...(held && { role: held }) };
      const cookie = cookies.get(role) ?? "";
      const says = await answered(method, address, { cookie, form, headers: OWN_PAGE });
      if (says !== columnsOf(row)[i]) faults.push(`${route} as ${role}: ${says}, not ${columnsOf(row)[i]}`);
      if (row.ends) await signIn(role);
    }
  }
  expect(faults).toEqual([]);
});

test("forms that other sites' pages send, or that do not say whose page they are on, are refused", async () => {
  test.setTimeout(300_000);
  const cookie = cookies.get("administrator") ?? "";
  const faults: string[] = [];
  for (const [route, line] of Object.entries(ROUTES)) {
    const row = rowOf(line);
    const [method = "", pattern = ""] = route.split(" ");
    if (method !== "POST" || row.anywhere) continue;
    const { id } = await about(row);
    const address = addressOf(pattern, { ...row.with, ...(id && { id }) });
    for (const headers of [
      {},
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
      { "sec-fetch-site": "same-site", origin: "http://evil.localhost" },
    ]) {
      const says = await answered(method, address, { cookie, form: row.form ?? {}, headers });
      if (says !== "403") faults.push(`${route} from ${JSON.stringify(headers)}: ${says}`);
    }
  }
  expect(faults).toEqual([]);
});
