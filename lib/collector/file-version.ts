import { versionedName } from "@/lib/catalog/article-version";
import { type fileRowAt, supersededRowsOf } from "@/lib/catalog/sql/files";
import type { Db } from "@/lib/db/connection";
import type { ServedFile } from "./file-answer";
import { partNumber } from "./part-number";

/** A file of the version that an address asks for. */
export interface FileVersion {
  doi: string;
  file: ServedFile;
  /** Tells apart an article's files of one kind: of several names, or of versions that are no longer the latest. */
  part: number;
  /** The Link header, of a file that has versions. */
  links?: string;
}

/** The file of the version asked for, or else the latest; undefined when there is no such version. */
export async function fileVersion(
  db: Db,
  { articleId, doi, file, version: latest }: NonNullable<Awaited<ReturnType<typeof fileRowAt>>>,
  { pathname, searchParams }: URL,
): Promise<FileVersion | undefined> {
  const { kind } = file;
  if (kind !== "pdf" && kind !== "xml") return { doi, file, part: partNumber(file.name) };
  const asked = askedVersion(searchParams);
  if (latest === 1 && asked === undefined) return { doi, file, part: 0 };
  const before = latest === 1 ? [] : await supersededRowsOf(db, articleId, kind);
  const version = asked ?? latest;
  const found = version === latest ? file : before.find((one) => one.version === version);
  if (!found) return undefined;
  return {
    doi,
    file: asked === undefined ? found : { ...found, name: versionedName(found.name, version) },
    part: version === latest ? 0 : partNumber(`version ${version}`),
    links: versionLinks(pathname, version, [latest, ...before.map((one) => one.version)]),
  };
}

/** Publishers' links carry the time of the upload, `?version=1387290234`: so long a number is no version of ours, and the latest is meant. */
function askedVersion(query: URLSearchParams): number | undefined {
  const asked = query.get("version") ?? "";
  return /^[1-9]\d{0,3}$/.test(asked) ? Number(asked) : undefined;
}

/** RFC 5829: the latest, the ones before and after, and the article's page, which lists them all. `numbers` has the latest first. */
function versionLinks(pathname: string, version: number, numbers: readonly number[]): string {
  const path = pathname.replace(/\/+$/, "");
  const at = numbers.indexOf(version);
  const link = (rel: string, href: string) => `<${href}>; rel="${rel}"`;
  const to = (rel: string, number: number | undefined) =>
    number === undefined ? [] : [link(rel, `${path}?version=${number}`)];
  return [
    link("latest-version", path),
    ...to("predecessor-version", numbers[at + 1]),
    ...to("successor-version", numbers[at - 1]),
    link("version-history", `${path.slice(0, path.lastIndexOf("/"))}#versions`),
  ].join(", ");
}
