import { existsSync } from "node:fs";
import path from "node:path";

/**
 * A file of this installation by its path from the project's folder, looked for from the sources and from every bundle alike;
 * undefined when it is not there.
 */
export function projectFile(...steps: string[]): string | undefined {
  for (const start of [import.meta.dirname, process.cwd()]) {
    for (let folder = start; folder; folder = path.dirname(folder)) {
      const file = [folder, ...steps].join(path.sep);
      if (existsSync(file)) return file;
      if (folder === path.dirname(folder)) break;
    }
  }
  return undefined;
}
