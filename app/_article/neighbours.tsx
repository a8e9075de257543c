import Link from "next/link";
import { type Article, type ArticleLine, articlePath } from "@/lib/catalog/article";
import { neighbours } from "@/lib/catalog/articles";
import type { Db } from "@/lib/db/connection";
import styles from "./article.module.css";
import { Title } from "./title";

/** The articles before and after this one in the journal, and in its special issue if it belongs to one. */
export async function Neighbours({ db, article }: { db: Db; article: Article }) {
  const { issn } = article.journal;
  const [inJournal, inSpecialIssue] = await Promise.all([
    neighbours(db, article, "journal"),
    article.specialIssue ? neighbours(db, article, "special issue") : undefined,
  ]);
  return (
    <nav className={styles.neighbours} aria-label="Articles beside this one">
      <Neighbour words="Previous Article in Journal" line={inJournal.previous} issn={issn} />
      <Neighbour words="Next Article in Journal" line={inJournal.next} issn={issn} />
      {inSpecialIssue && (
        <>
          <Neighbour words="Previous Article in Special Issue" line={inSpecialIssue.previous} issn={issn} />
          <Neighbour words="Next Article in Special Issue" line={inSpecialIssue.next} issn={issn} />
        </>
      )}
    </nav>
  );
}

function Neighbour({ words, line, issn }: { words: string; line: ArticleLine | undefined; issn: string }) {
  return (
    <div>
      <span>{words}</span>
      {line ? (
        <Link href={articlePath(issn, line)} prefetch={false}>
          <Title of={line} />
        </Link>
      ) : (
        <em>There is none.</em>
      )}
    </div>
  );
}
