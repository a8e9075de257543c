import { readFileSync } from "node:fs";
import { z } from "zod";
import { parseDoi } from "@/lib/catalog/doi";
import { ACTION_CODES, type Action } from "@/lib/counter/action";
import type { NamedArticle } from "./log-articles";
import dspace from "./platforms/dspace.json";
import frontiers from "./platforms/frontiers.json";
import janeway from "./platforms/janeway.json";
import mdpi from "./platforms/mdpi.json";
import ojs from "./platforms/ojs.json";
import plos from "./platforms/plos.json";
import { compilePath, compileValue, TemplateError } from "./template";

const ACTIONS = Object.keys(ACTION_CODES) as [Action, ...Action[]];

const File = z.strictObject({
  name: z.string().min(1),
  about: z.string().optional(),
  patterns: z
    .array(
      z.strictObject({
        /** One or several templates of the path, like `/{journal}/article/view/{id}`. */
        path: z.union([z.string(), z.array(z.string()).min(1)]),
        /** Templates of query parameters that must be there. */
        query: z.record(z.string(), z.string()).optional(),
        /** `none` for addresses that look like an article's and are not. */
        action: z.enum([...ACTIONS, "none"], { error: `must be one of ${ACTIONS.join(", ")}, none` }),
      }),
    )
    .min(1),
});

export const PLATFORMS: Record<string, unknown> = { mdpi, plos, frontiers, ojs, janeway, dspace };

/** A platform's file that cannot be used; the message names the pattern at fault. */
export class PlatformError extends Error {}

/** What the address of a request shows: an article, named in one of three ways, and what of it. */
export interface Recognised {
  action: Action;
  part?: string;
  article: NamedArticle;
}

interface Pattern {
  paths: RegExp[];
  query: [name: string, value: RegExp][];
  action: Action | "none";
}

/** A longer address is none of an article, and would cost time. */
const LONGEST = 2_000;
const REMEMBERED = 100_000;
const REMEMBERED_LENGTH = 300;

/** A publisher's addresses: which article one names, and which action it is. The first pattern that fits decides. */
export class Platform {
  readonly name: string;
  readonly #patterns: Pattern[];
  /** Null for what is no article: most of a log are pictures and styles. */
  #remembered = new Map<string, Recognised | null>();

  /** Throws PlatformError naming what is wrong. */
  constructor(source: unknown) {
    const file = File.safeParse(source);
    if (!file.success) {
      const issue = file.error.issues[0];
      throw new PlatformError(`${issue?.path.join(".") || "the file"}: ${issue?.message ?? "is not a platform"}`);
    }
    this.name = file.data.name;
    this.#patterns = file.data.patterns.map(({ path, query, action }, i) => {
      try {
        return {
          paths: [path].flat().map(compilePath),
          query: Object.entries(query ?? {}).map(([name, value]) => [name.toLowerCase(), compileValue(value)]),
          action,
        };
      } catch (fault) {
        if (fault instanceof TemplateError) throw new PlatformError(`patterns.${i}: ${fault.message}`);
        throw fault;
      }
    });
  }

  /** What a request's target (path and query) names; undefined when it is no article. Costs a look-up when asked again. */
  recognise(target: string): Recognised | undefined {
    if (target.length > LONGEST) return undefined;
    const known = this.#remembered.get(target);
    if (known !== undefined) return known ?? undefined;
    if (target.length > REMEMBERED_LENGTH) return this.#recognise(target);
    // A copy: a piece of a line keeps the whole line in memory.
    const kept = Buffer.from(target).toString();
    const recognised = this.#recognise(kept);
    if (this.#remembered.size >= REMEMBERED) this.#remembered = new Map();
    this.#remembered.set(kept, recognised ?? null);
    return recognised;
  }

  #recognise(target: string): Recognised | undefined {
    const hash = target.indexOf("#");
    const address = hash === -1 ? target : target.slice(0, hash);
    const mark = address.indexOf("?");
    const path = plainPath(mark === -1 ? address : address.slice(0, mark));
    if (path === undefined) return undefined;
    let query: Map<string, string> | undefined;
    for (const pattern of this.#patterns) {
      for (const template of pattern.paths) {
        const found = template.exec(path);
        if (!found) continue;
        query ??= queryOf(mark === -1 ? "" : address.slice(mark + 1));
        const groups = { ...found.groups };
        if (!fits(pattern, query, groups)) continue;
        if (pattern.action === "none") return undefined;
        const article = articleOf(groups);
        if (article) return { action: pattern.action, article, ...(groups.part ? { part: groups.part } : {}) };
      }
    }
    return undefined;
  }
}

/** One of ours by its name, or an operator's file. */
export function platformOf(name: string): Platform {
  if (Object.hasOwn(PLATFORMS, name)) return new Platform(PLATFORMS[name]);
  if (!name.endsWith(".json"))
    throw new PlatformError(`there is no platform ${name}: use ${Object.keys(PLATFORMS).join(", ")}, or a .json file`);
  let source: unknown;
  try {
    source = JSON.parse(readFileSync(name, "utf8"));
  } catch (fault) {
    throw new PlatformError(
      `${name} ${fault instanceof SyntaxError ? `is not JSON: ${fault.message}` : "cannot be read"}`,
    );
  }
  try {
    return new Platform(source);
  } catch (fault) {
    throw fault instanceof PlatformError ? new PlatformError(`${name}: ${fault.message}`) : fault;
  }
}

/** Decoded, without session ids, doubled and trailing slashes; undefined when it holds what no address of ours does. */
function plainPath(path: string): string | undefined {
  let plain = path;
  if (path.includes("%")) {
    const once = decoded(path);
    if (once === undefined) return undefined;
    // Decoded twice where that can be done: a file may be named "100%.pdf".
    plain = once.includes("%") ? (decoded(once) ?? once) : once;
  }
  if (hasControl(plain)) return undefined;
  // Only what is known to be a session's: a DOI may hold a semicolon.
  if (plain.includes(";")) plain = plain.replace(/;(?:jsessionid|phpsessid|sessionid|sid)=[^/]*/gi, "");
  if (plain.includes("//")) plain = plain.replace(/\/{2,}/g, "/");
  return plain.length > 1 && plain.endsWith("/") ? plain.slice(0, -1) : plain;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) < 32 || text.charCodeAt(i) === 127) return true;
  return false;
}

/** The parameters by their names in lower case; those of a list (`path[]=12&path[]=pdf`) with a slash between. */
function queryOf(query: string): Map<string, string> {
  const found = new Map<string, string>();
  if (query === "") return found;
  for (const [given, value] of new URLSearchParams(query)) {
    const name = given.toLowerCase();
    const before = name.endsWith("[]") ? found.get(name) : undefined;
    found.set(name, before === undefined ? value : `${before}/${value}`);
  }
  return found;
}

/** True when every parameter is as the pattern wants it; what the templates name is added to `groups`. */
function fits(
  { query: wanted }: Pattern,
  query: Map<string, string>,
  groups: Record<string, string | undefined>,
): boolean {
  for (const [name, template] of wanted) {
    const value = query.get(name);
    const found = value === undefined ? null : template.exec(value.includes("%") ? (plainPath(value) ?? "") : value);
    if (!found) return false;
    Object.assign(groups, found.groups);
  }
  return true;
}

function articleOf({
  doi,
  issn,
  volume,
  issue,
  page,
  id,
}: Record<string, string | undefined>): NamedArticle | undefined {
  if (doi !== undefined) {
    const parsed = parseDoi(doi);
    return parsed === undefined ? undefined : { doi: parsed };
  }
  if (issn !== undefined && volume !== undefined && issue !== undefined && page !== undefined)
    return { address: { issn: issn.toUpperCase(), volume, issue, page } };
  return id === undefined ? undefined : { id };
}
