import type { Article } from "@/lib/catalog/article";
import styles from "./article.module.css";

/** What may be done with the article, when that is on record. */
export function Licence({ article: { license, licenseUrl } }: { article: Article }) {
  if (!license) return null;
  return (
    <p className={`${styles.section} ${styles.licence}`}>
      This is an open access article distributed under the licence{" "}
      {licenseUrl ? (
        <a rel="license" href={licenseUrl}>
          {license}
        </a>
      ) : (
        license
      )}
      .
    </p>
  );
}
