import type { CounterException } from "@/lib/reports/counter/exception";
import type { ReportKind } from "@/lib/reports/counter/report-kind";
import type { Refused } from "@/lib/reports/counter/request";
import { monthHeading } from "@/lib/reports/counter/tabular";

/** COUNTER's names as words: `Total_Item_Requests` is read more easily without its bars. */
export const counterWords = (name: string): string => name.replaceAll("_", " ");

/** `Mar 2026`, as the headings of the file have it but for the dash. */
export const monthWords = (month: string): string => monthHeading(month).replace("-", " ");

interface FieldWords {
  label: string;
  hint?: string;
}

const FIELDS: Readonly<Record<string, FieldWords>> = {
  metric_type: { label: "Metric types", hint: "None chosen: all of them." },
  data_type: { label: "Data types", hint: "This host has journals with articles, and searches of the platform." },
  access_type: { label: "Access types", hint: "As it was for the readers when they read." },
  access_method: { label: "Access methods", hint: "TDM is approved text and data mining." },
  yop: {
    label: "Years of publication",
    hint: "A year, a range, or several with bars between: 2018|2020-2022. 0001 is unknown, 9999 is in press.",
  },
  author: { label: "Author", hint: "An ORCID iD, like 0000-0001-2345-6789; several with bars between." },
  attributed: { label: "Attributed to an institution" },
  country_code: { label: "Country", hint: "Its two letters, like IT. ZZ is unknown." },
  attributes_to_show: { label: "Columns beside what is always there" },
  granularity: { label: "Figures" },
  include_parent_details: { label: "With the journal of each article" },
  include_component_details: {
    label: "With components",
    hint: "This host has none; the report says so (exception 3063).",
  },
};

/** A parameter's label, and what helps to fill it in; one that has no words of its own goes by its name. */
export function fieldWords(name: string, kind: ReportKind, platformId: string): FieldWords {
  if (name === "item_id")
    return kind.of === "title"
      ? { label: "Journals", hint: `By ISSN, or ${platformId}:j7 as reports have it; several with bars between.` }
      : { label: "Articles", hint: `By DOI, or ${platformId}:a7 as reports have it; several with bars between.` };
  return FIELDS[name] ?? { label: counterWords(name) };
}

const VALUES: Readonly<Record<string, string>> = {
  Month: "by month",
  Totals: "one of the whole period",
};
export const valueWords = (value: string): string => VALUES[value] ?? counterWords(value);

/** What is wrong with what was typed, at its field. */
export function refusedWords({ parameter, value, code }: Refused): string {
  if (code === 3061)
    return "These are identifiers of journals and of articles together. A report takes those of one kind.";
  switch (parameter) {
    case "yop":
      return "That is no year of four digits, nor a range of them from the earlier to the later.";
    case "item_id":
      return "Not every one of these is an identifier that this report’s rows can have.";
    case "author":
      return "Not every one of these is an ORCID iD: four groups of four, with hyphens.";
    case "country_code":
      return "That is no country’s code: two capital letters.";
    default:
      return `Not known here: ${value.replaceAll("|", ", ")}.`;
  }
}

/** What is wrong with the months. */
export const monthsFaultWords = ({ Code, Data = "" }: CounterException): string =>
  Code === 1030
    ? "Choose a month."
    : `${Data.replace(/^(?:begin|end)_date=/, "")
        .replace(/^begin_date/, "The first month")
        .replace(/^end_date/, "The last month")
        .replace("begin_date", "the first")}.`;

/** What an exception of a report means for whoever reads it. */
export function exceptionMeaning({ Code, Data }: CounterException): string {
  switch (Code) {
    case 0:
      return "The figures are simulated: this site holds sample journals alone.";
    case 3030:
      return "Nothing was used in these months that the report is about. That is an answer: the report is empty.";
    case 3031:
      return `Not all of these months is processed yet, so nothing of them is reported: ${Data}.`;
    case 3032:
      return `These months lie before the first on record: ${Data}.`;
    case 3040:
      return `Some usage is lost for good, so that figures are too low: ${Data}.`;
    case 3063:
      return "Components of articles were asked for. This host has none.";
    default:
      return Data ?? "";
  }
}
