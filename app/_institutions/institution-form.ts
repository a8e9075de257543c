import {
  INSTITUTION_FIELDS,
  type InstitutionFaults,
  type InstitutionField,
  type InstitutionTexts,
  LONGEST_INSTITUTION_NAME,
} from "@/lib/catalog/institution-facts";
import { beginning } from "@/lib/db/storable";
import { TAKEN } from "@/lib/people/edit-institution";

/** Longest text of ranges a form takes: it comes back in the address when something is wrong with it. Longer lists are imported. */
export const LONGEST_RANGES = 2_000;
/** Somewhat more than a name may have: what is too long is told, and not cut. */
const LONGEST_TEXT = LONGEST_INSTITUTION_NAME + 100;

type Source = { get: (name: string) => string | null };

/** What a form, or an address that brings it back, says of an institution. `before` picks what the form was when it was opened. */
export const textsFrom = (source: Source, prefix = ""): InstitutionTexts => {
  const text = (field: InstitutionField) => beginning(source.get(`${prefix}${field}`) ?? "", LONGEST_TEXT);
  return { name: text("name"), ror: text("ror"), customerId: text("customerId") };
};

export const BASE_PREFIX = "base-";

export const rangesFrom = (source: Source): string => beginning(source.get("ranges") ?? "", LONGEST_RANGES);

export const FIELD_LABELS: Record<InstitutionField, string> = {
  name: "Name",
  ror: "ROR id",
  customerId: "Customer id",
};

export const textPairs = (texts: InstitutionTexts): [string, string][] =>
  INSTITUTION_FIELDS.map((field) => [field, texts[field]]);

/** What only the database knows to be wrong stands in the address that brings a form back. */
export const takenPairs = (faults: InstitutionFaults): [string, string][] =>
  INSTITUTION_FIELDS.filter((field) => faults[field] === TAKEN).map((field) => ["taken", field]);
export const takenIn = (search: URLSearchParams): InstitutionFaults =>
  Object.fromEntries(
    INSTITUTION_FIELDS.filter((field) => search.getAll("taken").includes(field)).map((field) => [field, TAKEN]),
  );
