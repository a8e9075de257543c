import { correspondenceAddress, type StatedAuthor } from "../correspondence";

/** A name as it stands, or in quotes when it holds signs that mean something here. */
const NAME = /(?:"(?<quotedFamily>(?:[^"]|"")+)"(?:\s*,\s*"(?<quotedGiven>(?:[^"]|"")+)")?|(?<name>[^[\]()*"<>]+?))/
  .source;
const WRITTEN = new RegExp(
  `^${NAME}\\s*(?:\\[(?<at>[\\d\\s,]+)\\])?\\s*(?:\\((?<orcid>\\d{4}-\\d{4}-\\d{4}-\\d{3}[\\dX])\\))?\\s*(?:<(?<email>[^<>\\s]+)>)?\\s*(?<mark>\\*)?$`,
);

/**
 * `Family, Given [1,2] (0000-0002-1825-0097) <name@university.example> *`: affiliations by their place, ORCID, the address of who
 * corresponds and the mark of it where there are any; an address needs no mark.
 * `"A Group, of Two (AGT)"` is one name, whatever it holds.
 */
export function parseAuthor(written: string): StatedAuthor | undefined {
  const parts = WRITTEN.exec(written.trim())?.groups;
  const [plainFamily = "", plainGiven = ""] = (parts?.name ?? "").split(",").map((part) => part.trim());
  const family = unquoted(parts?.quotedFamily) ?? plainFamily;
  const given = unquoted(parts?.quotedGiven) ?? plainGiven;
  if (!parts || family === "") return undefined;
  const email = parts.email === undefined ? undefined : correspondenceAddress(parts.email);
  if (parts.email !== undefined && email === undefined) return undefined;
  return {
    family,
    given: given || null,
    orcid: parts.orcid ?? null,
    corresponding: parts.mark !== undefined || email !== undefined,
    ...(email === undefined ? {} : { email }),
    affiliations: (parts.at ?? "")
      .split(",")
      .map((at) => Number(at))
      .filter((at) => at > 0),
  };
}

const unquoted = (text: string | undefined): string | undefined => text?.replaceAll('""', '"').trim();
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** An author as `parseAuthor` reads it. */
export const writtenAuthor = ({ family, given, orcid, corresponding, affiliations, email }: StatedAuthor): string => {
  const names = given ? [family, given] : [family];
  const plain = names.every((name) => !/[[\]()*",<>]/.test(name));
  return [
    (plain ? names : names.map(quoted)).join(", "),
    affiliations.length > 0 && `[${affiliations.join(",")}]`,
    orcid && `(${orcid})`,
    email && `<${email}>`,
    corresponding && "*",
  ]
    .filter(Boolean)
    .join(" ");
};
