import type { Article } from "@/lib/catalog/article";
import styles from "./licence.module.css";
import { commonsLicence } from "./licence-words";

/** What may be done with the article: the licence on record with the link that names it to programs too, or that there is none. */
export function Licence({ article: { license, licenseUrl, accessType } }: { article: Article }) {
  if (!license)
    return (
      <p className={styles.licence}>
        No licence is on record for this article. Ask the publisher before passing it on or reusing it.
      </p>
    );
  const commons = commonsLicence(license);
  const subject = accessType === "Open" ? "This is an open access article" : "This article is";
  const given = commons?.waiver
    ? `${subject}${accessType === "Open" ? "," : ""} dedicated to the public domain by the`
    : `${subject} distributed under the`;
  // An address is no name, even one of licences.example.org.
  const isNamed = !/^https?:/i.test(license) && /licen[cs]e|waiver|dedication/i.test(license);
  return (
    <p className={styles.licence}>
      {commons && (
        <span className={styles.marks} aria-hidden="true">
          {commons.marks.map((mark) => (
            <span key={mark}>{mark}</span>
          ))}
        </span>
      )}
      <span>
        {given} {commons ? `${commons.words} (` : isNamed ? "" : "licence "}
        {licenseUrl ? (
          <a rel="license" href={licenseUrl}>
            <bdi>{license}</bdi>
          </a>
        ) : (
          <bdi>{license}</bdi>
        )}
        {commons && ")"}.
      </span>
    </p>
  );
}
