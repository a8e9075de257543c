import type { Article } from "@/lib/catalog/article";
import { licenceName } from "@/lib/catalog/licence";
import styles from "./article.module.css";

/** What may be done with the article, when that is on record. */
export function Licence({ article: { license, licenseUrl } }: { article: Article }) {
  if (!license) return null;
  const open = licenceName(licenseUrl ?? "") !== undefined;
  return (
    <p className={`${styles.section} ${styles.licence}`}>
      {open ? "This is an open access article distributed under the licence " : "Licence: "}
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
