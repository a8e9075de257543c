import Link from "next/link";
import { type Article, type ArticleLine, articlePath } from "@/lib/catalog/article";
import { neighbours } from "@/lib/catalog/articles";
import type { Db } from "@/lib/db/connection";
import styles from "./article.module.css";

/** The article before and after this one in the journal; at either end it says so. */
export async function Neighbours({ db, article }: { db: Db; article: Article }) {
  const { previous, next } = await neighbours(db, article);
  return (
    <nav className={styles.neighbours} aria-label="Articles beside this one">
      <Neighbour words="Previous Article in Journal" line={previous} issn={article.journal.issn} />
      <Neighbour words="Next Article in Journal" line={next} issn={article.journal.issn} />
    </nav>
  );
}

function Neighbour({ words, line, issn }: { words: string; line: ArticleLine | undefined; issn: string }) {
  return (
    <div>
      <span>{words}</span>
      {line ? <Link href={articlePath(issn, line)}>{line.title}</Link> : <em>There is none.</em>}
    </div>
  );
}
