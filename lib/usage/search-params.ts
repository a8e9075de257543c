import { storable } from "@/lib/db/storable";

/** The parameters of an address. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** The parameters of a page as its address has them. */
export const searchOf = (params: SearchParams): URLSearchParams =>
  new URLSearchParams(
    Object.entries(params).flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, one])),
  );

/** The same the other way round: what is given several times is a list. */
export const paramsOf = (search: URLSearchParams): SearchParams =>
  Object.fromEntries(
    [...new Set(search.keys())].map((name) => {
      const values = search.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );

/** The value of a parameter that is given once, and is not empty, fit to be asked the database for. */
export function oneOf(params: SearchParams, name: string): string | undefined {
  const value = params[name];
  return typeof value === "string" ? storable(value).trim() || undefined : undefined;
}
