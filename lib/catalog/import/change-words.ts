import type { Change, ImportedArticle } from "./candidate";

const FILES = new Map([
  ["pdf", "PDF"],
  ["xml", "XML"],
]);
const NONE = ["", "none"];

/** What an import did to an article, or would do, a line for each: the version it becomes, its files, its facts. */
export function changeLines({ version, changes }: Pick<ImportedArticle, "version" | "changes">): string[] {
  return [
    ...(version === undefined ? [] : [`becomes version ${version}`]),
    ...changes.map((one) => lineOf(one, version)),
  ];
}

function lineOf({ field, before, after }: Change, version: number | undefined): string {
  const only = FILES.get(field);
  const name = only ?? /^(?:figure|supplement) .+/.exec(field)?.[0];
  if (name === undefined) return `${field}: ${before || "none"} → ${after || "none"}`;
  if (NONE.includes(before)) return `new ${name} (${after})`;
  if (NONE.includes(after)) return `no more ${name} (${before})`;
  const as = only && version !== undefined ? "new version of the" : "replaced:";
  return `${as} ${name} (${before} → ${after})`;
}
