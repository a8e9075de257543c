import type { ArticleLine } from "@/lib/catalog/article";
import { type TitlePiece, titlePieces } from "@/lib/catalog/title-markup";

/** An article's title with its italics, subscripts and superscripts, in its own direction. */
export function Title({ of: { title, titleMarkup } }: { of: Pick<ArticleLine, "title" | "titleMarkup"> }) {
  return (
    <bdi>
      <TitleWords of={{ title, titleMarkup }} />
    </bdi>
  );
}

/** The same for an element that has the title alone, and takes its direction from it. */
export function TitleWords({ of: { title, titleMarkup } }: { of: Pick<ArticleLine, "title" | "titleMarkup"> }) {
  return titleMarkup === null ? title : <Pieces of={titlePieces(titleMarkup)} />;
}

function Pieces({ of }: { of: readonly TitlePiece[] }) {
  return of.map((piece, i) => {
    if (typeof piece === "string") return piece;
    const Mark = piece.mark;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a title have a fixed order
      <Mark key={i}>
        <Pieces of={piece.pieces} />
      </Mark>
    );
  });
}
