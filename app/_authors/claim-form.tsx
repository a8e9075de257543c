import Link from "next/link";
import { Title } from "@/app/_article/title";
import form from "@/app/_forms/form.module.css";
import page from "@/app/_frame/page.module.css";
import { LONGEST_WORDS } from "@/lib/authors/claims";
import { type ArticleLine, articlePath } from "@/lib/catalog/article";
import { plainName } from "@/lib/catalog/citation/cited";
import styles from "./authors.module.css";

type Found = ArticleLine & { issn: string; journal: string };
const AUTHORS_SHOWN = 12;

/** Who wrote it, and where it stands. */
function Whose({ article }: { article: Found }) {
  const { authors } = article;
  const others = authors.length > AUTHORS_SHOWN ? ` and ${authors.length - AUTHORS_SHOWN} others` : "";
  return (
    <p className={page.meta}>
      {authors.length > 0 && (
        <>
          <bdi>
            {authors.slice(0, AUTHORS_SHOWN).map(plainName).join(", ")}
            {others}
          </bdi>
          {" · "}
        </>
      )}
      {article.journal} {article.year} · {article.doi}
    </p>
  );
}

/** What a search found, each to be claimed. */
export function FoundArticles({
  articles,
  total,
  words,
}: {
  articles: readonly Found[];
  total: number;
  words: string;
}) {
  return (
    <>
      <p role="status" className={page.rule}>
        {total === 0
          ? "No article holds these words."
          : `${total} ${total === 1 ? "article" : "articles"}${total > articles.length ? `; the first ${articles.length} are shown` : ""}`}
      </p>
      <ul className={page.list}>
        {articles.map((article) => (
          <li key={article.id}>
            <h2>
              <Link prefetch={false} href={articlePath(article.issn, article)}>
                <Title of={article} />
              </Link>
            </h2>
            <Whose article={article} />
            <p className={page.links}>
              <Link
                prefetch={false}
                href={`/desk/mine/claim?${new URLSearchParams({ q: words, article: String(article.id) })}`}
              >
                This is mine
                <span className="visually-hidden">: {article.title}</span>
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Claims one article, in the claimant's own words; with what they wrote before, when it could not be claimed then. */
export function ClaimForm({ article, words }: { article: Found; words: string | undefined }) {
  return (
    <form method="post" action="/desk/mine/claim/make" className={form.form}>
      <input type="hidden" name="article" value={article.id} />
      <h2 className={styles.heading}>
        <Title of={article} />
      </h2>
      <Whose article={article} />
      <div className={`${form.field} ${styles.field}`}>
        <label htmlFor="words">What tells the editors that it is yours</label>
        <textarea
          id="words"
          name="words"
          rows={4}
          maxLength={LONGEST_WORDS}
          required
          aria-describedby="words-hint"
          defaultValue={words}
        />
        <small id="words-hint">
          Such as your page at your institution. The editors of the journal see it, and your name and address.
        </small>
      </div>
      <button type="submit" className={form.button}>
        Claim it
      </button>
    </form>
  );
}
