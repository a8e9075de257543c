import Link from "next/link";
import { Title } from "@/app/_article/title";
import form from "@/app/_forms/form.module.css";
import page from "@/app/_frame/page.module.css";
import { type ArticleLine, articlePath } from "@/lib/catalog/article";
import styles from "./drafts.module.css";

/** Articles, each with a button that begins its correction. */
export function ArticleRows({ articles, issn }: { articles: readonly ArticleLine[]; issn: string }) {
  return (
    <ul className={styles.rows}>
      {articles.map((article) => (
        <li key={article.id}>
          <div>
            <Link href={articlePath(issn, article)} prefetch={false}>
              <Title of={article} />
            </Link>
            <p className={page.meta}>
              {article.volume}({article.issue}), {article.firstPage} · {article.doi}
            </p>
          </div>
          <form method="post" action="/desk/drafts">
            <input type="hidden" name="doi" value={article.doi} />
            <button type="submit" className={form.second} aria-label={`Correct ${article.title}`}>
              Correct
            </button>
          </form>
        </li>
      ))}
    </ul>
  );
}
