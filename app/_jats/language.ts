import type { XmlElement } from "@/lib/catalog/jats/xml-tree";

const RIGHT_TO_LEFT = /^(?:ar|arc|ckb|dv|fa|he|iw|nqo|ps|sd|syr|ug|ur|yi)(?:-|$)|-(?:arab|hebr)(?:-|$)/i;

/** The language that a part of a text says it is in, and the direction it is read in. */
export function languageOf({ attributes }: Pick<XmlElement, "attributes">): { lang?: string; dir?: "rtl" | "ltr" } {
  const lang = attributes["xml:lang"];
  if (lang === undefined || !/^[a-z]{2,8}(?:-[a-z\d]{1,8})*$/i.test(lang)) return {};
  return { lang, dir: RIGHT_TO_LEFT.test(lang) ? "rtl" : "ltr" };
}

/** The language a text is in, as its file says it in the way HTML has it; undefined where that is no language's name. */
export const languageOfText = (document: { language: string | undefined } | undefined): string | undefined =>
  document?.language === undefined
    ? undefined
    : languageOf({ attributes: { "xml:lang": document.language } }).lang?.replace(/^[A-Z]+/, (name) =>
        name.toLowerCase(),
      );
