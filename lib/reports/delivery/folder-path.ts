import path from "node:path";

const STEP = /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u;
const LONGEST = 200;

/** A folder below another, or a prefix in a bucket, as steps; undefined for what leads elsewhere or is no name. Empty is the place itself. */
export function stepsOf(written: string): string[] | undefined {
  const trimmed = written.trim().normalize("NFC").replace(/\/+$/, "");
  if (trimmed === "") return [];
  const steps = trimmed.split("/");
  const good = trimmed.length <= LONGEST && steps.every((step) => STEP.test(step) && !/[. ]$/.test(step));
  return good ? steps : undefined;
}

/** A folder below the one for exports; undefined for what would not be in it. */
export function folderBelow(exportDir: string, written: string): string | undefined {
  const steps = stepsOf(written);
  const folder = steps && path.join(exportDir, ...steps);
  return folder !== undefined && isWithin(exportDir, folder) ? folder : undefined;
}

/** Whether a path is another, or in it. Both are whole paths. */
export const isWithin = (outer: string, inner: string): boolean => {
  const between = path.relative(outer, inner);
  return between === "" || (!between.startsWith(`..${path.sep}`) && between !== ".." && !path.isAbsolute(between));
};
