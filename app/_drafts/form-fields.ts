import type { Field } from "@/lib/catalog/draft/fields";

/** How a field of the form is shown. */
export interface FormField {
  field: Field;
  label: string;
  hint?: string;
  /** To choose from: what is sent, and what it says. */
  choices?: readonly (readonly [value: string, words: string])[];
  /** Lines of a text area; a single line without. */
  lines?: number;
  type?: "date";
  /** As many characters wide as it needs; the whole width without. */
  short?: boolean;
  required?: boolean;
}

export interface FormGroup {
  legend: string;
  fields: FormField[];
}

/** What is asked only of an article that is there. */
export const VERSION_GROUP: FormGroup = {
  legend: "Version",
  fields: [
    {
      field: "version",
      label: "This correction",
      choices: [
        ["", "makes a new version if the PDF is another"],
        ["new", "makes a new version"],
        ["same", "makes none: it puts right what was wrong by mistake"],
      ],
    },
    {
      field: "note",
      label: "What is different",
      hint: "Shown with the new version, like: Table 2 was corrected. The version before stays available.",
    },
  ],
};

/** The form, in the order an article is read. */
export const FORM_GROUPS: readonly FormGroup[] = [
  {
    legend: "What it is",
    fields: [
      { field: "doi", label: "DOI", hint: "Like 10.3390/jcm2040302. It cannot be changed later.", required: true },
      {
        field: "title",
        label: "Title",
        hint: "Marks: <i>Homo sapiens</i>, <b>bold</b>, H<sub>2</sub>O, 10<sup>6</sup>.",
        lines: 2,
        required: true,
      },
      { field: "type", label: "Type", hint: "Article, Review, Editorial, Correction …", short: true },
      { field: "abstract", label: "Abstract", hint: "Paragraphs are parted by an empty line.", lines: 10 },
      { field: "keywords", label: "Keywords", hint: "One a line, or parted by semicolons.", lines: 4 },
    ],
  },
  {
    legend: "Who wrote it",
    fields: [
      {
        field: "authors",
        label: "Authors",
        hint: 'One a line: Family, Given [1,2] (0000-0002-1825-0097) <name@university.example> *. The numbers are affiliations, then come the ORCID iD and the e-mail address of who corresponds, whom * marks. Addresses are shown to nobody but editors. A group stands in quotes: "A Group (AG)".',
        lines: 6,
      },
      { field: "affiliations", label: "Affiliations", hint: "One a line, in the order of their numbers.", lines: 4 },
    ],
  },
  {
    legend: "Where it stands",
    fields: [
      { field: "volume", label: "Volume", short: true, required: true },
      { field: "issue", label: "Issue", hint: "1 when left empty.", short: true },
      { field: "firstPage", label: "First page, or article number", short: true, required: true },
      { field: "lastPage", label: "Last page", short: true },
      { field: "specialIssue", label: "Special issue", hint: "Its title; a new one is made." },
    ],
  },
  {
    legend: "When",
    fields: [
      { field: "received", label: "Received", type: "date", short: true },
      { field: "revised", label: "Revised", type: "date", short: true },
      { field: "accepted", label: "Accepted", type: "date", short: true },
      { field: "published", label: "Published", type: "date", short: true },
      { field: "year", label: "Year", hint: "Of publication, when the day is not known.", short: true },
    ],
  },
  {
    legend: "Who may read it, and how it may be used",
    fields: [
      {
        field: "licence",
        label: "Licence",
        hint: "Its address, like https://creativecommons.org/licenses/by/4.0/, or its name.",
      },
      {
        field: "access",
        label: "Access",
        hint: "One change a line: Open since 2026-01-05. The types are COUNTER’s: Controlled, Open, Free_To_Read. Usage is counted by the type of its day.",
        lines: 2,
        required: true,
      },
      {
        field: "relations",
        label: "What it says of other articles",
        hint: "One a line: corrects 10.3390/jcm2040302. Also retracts, concerns, accompanies.",
        lines: 2,
      },
    ],
  },
];
