import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { READER, site } from "./reading";
import { PARAMS, ROLES } from "./routes";

export interface Row {
  /** A column a role, or one word for all. */
  says: string;
  with?: Record<string, string>;
  form?: Record<string, string>;
  about?: "draft" | "person" | "institution" | "requestor";
  ends?: boolean;
  anywhere?: boolean;
}
export type Rows = Readonly<Record<string, string | Row>>;

export const rowOf = (row: string | Row): Row => (typeof row === "string" ? { says: row } : row);

/** What each role is answered. */
export function columnsOf(row: Row): string[] {
  const columns = row.says.trim().split(/\s+/);
  return columns.length === 1 ? ROLES.map(() => columns[0] ?? "") : columns;
}

const app = path.resolve(import.meta.dirname, "../../app");

/** Every route that the files under app/ make, by method: `GET /desk/[issn]`. */
export function routesOfApp(): string[] {
  const files = readdirSync(app, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
    .flatMap((file) => {
      const at = path.dirname(file).split(path.sep);
      const pattern = `/${at.filter((step) => step !== "." && !/^\(.*\)$/.test(step)).join("/")}`;
      return methodsOf(file).map((method) => `${method} ${pattern}`);
    })
    .sort();
}

function methodsOf(file: string): string[] {
  if (file.endsWith("page.tsx")) return ["GET"];
  const source = readFileSync(path.join(app, file), "utf8");
  const exported = source.matchAll(
    /export (?:async function|function|const) ([A-Z]+)\b|\bas ([A-Z]+)\b|export \{ ([A-Z]+)\b/g,
  );
  const names = [...exported].map(([, declared, renamed, passed]) => declared ?? renamed ?? passed ?? "");
  return names.filter((name) => ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].includes(name));
}

/** The address of a route, its parameters filled in. */
export const addressOf = (pattern: string, own: Record<string, string>): string =>
  pattern.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => {
    const value = own[name] ?? PARAMS[name];
    if (value === undefined) throw new Error(`nothing to fill in for [${name}] of ${pattern}`);
    return value;
  });

export const OWN_PAGE = { "sec-fetch-site": "same-origin", origin: "http://localhost" };

/** What a request is answered, in the words of the table. */
export async function answered(
  method: string,
  address: string,
  { cookie, form = {}, headers }: { cookie: string; form?: Record<string, string>; headers: Record<string, string> },
): Promise<string> {
  const response = await fetch(site() + address, {
    method,
    redirect: "manual",
    headers: { "user-agent": `${READER} walk-of-tests-bot/1.0`, ...headers, ...(cookie && { cookie }) },
    ...(method === "POST" ? { body: new URLSearchParams(form) } : {}),
  });
  await response.arrayBuffer();
  const location = new URL(response.headers.get("location") ?? "/", site());
  if (location.pathname === "/sign-in") return "in";
  return location.search === "?state=gone" ? "gone" : String(response.status);
}
