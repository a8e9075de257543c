import type { Parameters } from "./request";

/** The parameters of an address: several values of one name are one list, as bars between them make it. */
export const parametersIn = (search: URLSearchParams): Parameters =>
  Object.fromEntries([...new Set(search.keys())].map((name) => [name, search.getAll(name).join("|")]));
