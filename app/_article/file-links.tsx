import Link from "next/link";
import { dayOf } from "@/lib/calendar/day";
import { type Article, articlePath } from "@/lib/catalog/article";
import { sizeWords } from "@/lib/catalog/size-words";
import { dayWords } from "@/lib/usage/words";
import styles from "./article.module.css";

/** `Full-Text | PDF [382 KB, uploaded 17 December 2013]`, from the files themselves. */
export function FileLinks({ article }: { article: Article }) {
  const path = articlePath(article.journal.issn, article);
  const pdf = article.files.find(({ kind }) => kind === "pdf");
  const xml = article.files.find(({ kind }) => kind === "xml");
  return (
    <p className={styles.files}>
      <Link href={`${path}/htm`} prefetch={false}>
        Full-Text
      </Link>
      <span aria-hidden="true">|</span>
      {pdf ? (
        <span>
          <a href={`${path}/pdf`} type="application/pdf">
            PDF
          </a>{" "}
          <span className={styles.file}>
            [{sizeWords(pdf)}, uploaded <time dateTime={dayOf(pdf.uploaded)}>{dayWords(dayOf(pdf.uploaded))}</time>]
          </span>
        </span>
      ) : (
        <span className={styles.file}>No PDF on record</span>
      )}
      {xml && (
        <>
          <span aria-hidden="true">|</span>
          <span>
            <a href={`${path}/xml`} type="application/xml">
              XML
            </a>{" "}
            <span className={styles.file}>[{sizeWords(xml)}]</span>
          </span>
        </>
      )}
    </p>
  );
}
