import type { ReportHost } from "./host";

/** Journals and articles are numbered each for themselves: a letter tells them apart within the host's namespace. */
const LETTERS = { title: "j", item: "a" } as const;

export interface Numbered {
  of: keyof typeof LETTERS;
  number: number;
}

/** COUNTER R5.1 §3.3.10: an identifier of the host's own, `footfall:j7` of a journal and `footfall:a7` of an article. */
export const proprietaryId = ({ of, number }: Numbered, { platformId }: Pick<ReportHost, "platformId">): string =>
  `${platformId}:${LETTERS[of]}${number}`;

/** What `proprietaryId` wrote; undefined for anything else, another host's among it. */
export function parseProprietaryId(text: string, host: Pick<ReportHost, "platformId">): Numbered | undefined {
  const [, letter, digits] = /:([ja])([1-9]\d{0,8})$/.exec(text) ?? [];
  const found: Numbered = { of: letter === LETTERS.title ? "title" : "item", number: Number(digits) };
  return proprietaryId(found, host) === text ? found : undefined;
}
