import type { ArticleFile } from "./article";

/** NISO RP-8 (JAV): what an article is in its life. COUNTER's Article_Version has the same terms. */
export const ARTICLE_VERSION_WORDS = {
  AO: "Author’s Original",
  SMUR: "Submitted Manuscript Under Review",
  AM: "Accepted Manuscript",
  P: "Proof",
  VoR: "Version of Record",
  CVoR: "Corrected Version of Record",
  EVoR: "Enhanced Version of Record",
} as const;
export type ArticleVersionTerm = keyof typeof ARTICLE_VERSION_WORDS;

export const ARTICLE_VERSION_TERMS = Object.keys(ARTICLE_VERSION_WORDS) as ArticleVersionTerm[];

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]+/g, "");
const BY_WORDS = new Map<string, ArticleVersionTerm>(
  ARTICLE_VERSION_TERMS.flatMap((term) => [
    [plain(term), term] as const,
    [plain(ARTICLE_VERSION_WORDS[term]), term] as const,
  ]),
);

/** The term a text is, as abbreviation or in full: "VoR", "version-of-record". Undefined for words of other vocabularies. */
export const parseArticleVersion = (text: string): ArticleVersionTerm | undefined => BY_WORDS.get(plain(text));

/** One version of an article, with its PDF and XML where it has them. */
export interface ArticleVersion {
  number: number;
  since: Date;
  term: ArticleVersionTerm | null;
  note: string | null;
  files: ArticleFile[];
}

/** The name a version's file is saved under, so that two versions of an article do not take each other's place. */
export const versionedName = (name: string, version: number): string =>
  name.replace(/(\.[^.]*)?$/, (ending) => `-v${version}${ending}`);
