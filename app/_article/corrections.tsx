import Link from "next/link";
import { Notice } from "@/app/_frame/notice";
import { type Article, articlePath } from "@/lib/catalog/article";
import { doiUrl } from "@/lib/catalog/citation/cited";
import { type RelatedRow, relationRows } from "@/lib/catalog/sql/relations";
import { sharedDb } from "@/lib/db/shared";

/** What is said of this article where others say it, and what it says of others. */
const WORDS: Record<RelatedRow["kind"], { incoming: string; outgoing: string }> = {
  corrects: { incoming: "This article has been corrected:", outgoing: "This is a correction of" },
  retracts: { incoming: "This article has been retracted:", outgoing: "This is the retraction of" },
  concerns: {
    incoming: "A concern has been expressed about this article:",
    outgoing: "This is an expression of concern about",
  },
  accompanies: { incoming: "See also", outgoing: "See also" },
};

/** Notices that a reader must see before the text: corrections, retractions, concerns; and what belongs beside the article. */
export async function Corrections({ article }: { article: Article }) {
  const relations = await relationRows(sharedDb(), article.id);
  return relations.map((relation) => {
    const { kind, incoming, doi, known } = relation;
    return (
      <Notice key={`${kind} ${incoming} ${doi}`}>
        {WORDS[kind][incoming ? "incoming" : "outgoing"]}{" "}
        {known ? (
          <Link prefetch={false} href={articlePath(known.issn, known)}>
            <bdi>{known.title}</bdi>
          </Link>
        ) : (
          <a href={doiUrl(doi)}>{doiUrl(doi)}</a>
        )}
      </Notice>
    );
  });
}
