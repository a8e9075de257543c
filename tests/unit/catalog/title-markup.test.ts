import fc from "fast-check";
import { expect, test } from "vitest";
import { markupOf, type TitlePiece, titlePieces } from "@/lib/catalog/title-markup";

const { pieces } = fc.letrec<{ piece: TitlePiece; pieces: TitlePiece[] }>((tie) => ({
  piece: fc.oneof(
    { maxDepth: 3 },
    fc.string({ minLength: 1 }),
    fc.record({ mark: fc.constantFrom("i", "b", "sub", "sup"), pieces: tie("pieces") }) as fc.Arbitrary<TitlePiece>,
  ),
  pieces: fc.array(tie("piece"), { maxLength: 4 }),
}));

/** Two texts side by side are one text. */
const joined = (title: readonly TitlePiece[]): TitlePiece[] =>
  title.reduce<TitlePiece[]>((all, piece) => {
    const last = all.at(-1);
    if (typeof piece !== "string") all.push({ mark: piece.mark, pieces: joined(piece.pieces) });
    else if (typeof last === "string") all[all.length - 1] = last + piece;
    else all.push(piece);
    return all;
  }, []);

test("a title is read as it was written, whatever its words are", () => {
  fc.assert(
    fc.property(pieces, (title) => {
      expect(titlePieces(markupOf(title))).toEqual(joined(title));
    }),
  );
});

test.each<[string, TitlePiece[]]>([
  ["Plain", ["Plain"]],
  ["On <i>Homo</i>", ["On ", { mark: "i", pieces: ["Homo"] }]],
  ["<script>x</script>", ["<script>x</script>"]],
  ["<i onclick=x>y</i>", ["<i onclick=x>y"]],
  ["a <i>b", ["a ", { mark: "i", pieces: ["b"] }]],
  ["a</i> b", ["a", " b"]],
  ["1 &lt; 2 &amp;amp; 3", ["1 < 2 &amp; 3"]],
])("%s", (markup, expected) => {
  expect(titlePieces(markup)).toEqual(expected);
});
