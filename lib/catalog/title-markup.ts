/** What a title may hold beside its words. */
const MARKS = ["i", "b", "sub", "sup"] as const;
export type TitleMark = (typeof MARKS)[number];

/** A title as a tree: words, and marks around further pieces. */
export type TitlePiece = string | { mark: TitleMark; pieces: TitlePiece[] };

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (character) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[character] ?? character);
const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt);/g, (_, name: "amp" | "lt" | "gt") => ({ amp: "&", lt: "<", gt: ">" })[name]);

/** The pieces as they are stored: HTML of nothing but these four elements. */
export const markupOf = (pieces: readonly TitlePiece[]): string =>
  pieces
    .map((piece) =>
      typeof piece === "string" ? escaped(piece) : `<${piece.mark}>${markupOf(piece.pieces)}</${piece.mark}>`,
    )
    .join("");

/** What is stored as pieces again; a mark that is not closed ends with the title, any other sign is words. */
export function titlePieces(markup: string): TitlePiece[] {
  const root: TitlePiece[] = [];
  const open: { mark: TitleMark; pieces: TitlePiece[] }[] = [];
  const into = () => open.at(-1)?.pieces ?? root;
  for (const part of markup.split(/(<\/?(?:i|b|sub|sup)>)/)) {
    const [, closes, mark] = /^<(\/?)(i|b|sub|sup)>$/.exec(part) ?? [];
    if (mark === undefined) {
      if (part !== "") into().push(unescaped(part));
    } else if (closes === "") {
      const piece = { mark: mark as TitleMark, pieces: [] };
      into().push(piece);
      open.push(piece);
    } else if (open.at(-1)?.mark === mark) open.pop();
  }
  return root;
}

/** The words of a title without its marks. */
export const titleWords = (pieces: readonly TitlePiece[]): string =>
  pieces.map((piece) => (typeof piece === "string" ? piece : titleWords(piece.pieces))).join("");
