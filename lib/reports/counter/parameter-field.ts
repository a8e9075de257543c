import { FILTER_VALUES, isListFilter } from "./filter-values";
import type { ReportKind } from "./report-kind";
import { GRANULARITIES, parameterOf, parametersOf } from "./request";

/** How a form asks for a parameter: any of some values, one of them, yes or no, or a text. */
export type ParameterField =
  | { name: string; of: "list"; values: readonly string[] }
  | { name: string; of: "choice"; values: readonly string[] }
  | { name: string; of: "switch" }
  | { name: string; of: "text" };

/** A field for every parameter that a report knows beside its dates, in the API's order; a view knows none. */
export const parameterFields = (kind: ReportKind): ParameterField[] =>
  parametersOf(kind).map((name) => {
    const filter = kind.filters.find((one) => parameterOf(one) === name);
    if (filter === "Attributed") return { name, of: "choice", values: FILTER_VALUES[filter]() };
    if (filter !== undefined)
      return isListFilter(filter) ? { name, of: "list", values: FILTER_VALUES[filter](kind) } : { name, of: "text" };
    if (name === "attributes_to_show") return { name, of: "list", values: kind.attributes };
    return name === "granularity" ? { name, of: "choice", values: GRANULARITIES } : { name, of: "switch" };
  });

/** What a switch sends. */
export const SWITCHED_ON = "True";
