import { Notice } from "@/app/_frame/notice";
import { dayOf } from "@/lib/calendar/day";
import { type Article, type ArticleFile, articlePath } from "@/lib/catalog/article";
import { ARTICLE_VERSION_WORDS, type ArticleVersion } from "@/lib/catalog/article-version";
import { sizeWords } from "@/lib/catalog/size-words";
import { dayWords } from "@/lib/usage/words";
import styles from "./article.module.css";
import { readVersions } from "./read-versions";

/** Said before the text of an article that has been another: which version this is, of when, and what changed. */
export async function VersionNotice({ article }: { article: Article }) {
  const [latest, ...earlier] = await readVersions(article);
  if (!latest || earlier.length === 0) return null;
  return (
    <Notice>
      This is version {latest.number} of the article, of {dayWords(dayOf(latest.since))}.
      {latest.note && ` What changed: ${latest.note}${/[.!?]$/.test(latest.note) ? "" : "."}`}{" "}
      <a href="#versions">
        {earlier.length === 1
          ? "The earlier version stays available"
          : `The ${earlier.length} earlier versions stay available`}
      </a>
      .
    </Notice>
  );
}

/** Every version an article has had, the latest first, with its files; nothing where there has been but one of no known kind. */
export async function Versions({ article }: { article: Article }) {
  const versions = await readVersions(article);
  if (versions.length < 2 && !versions[0]?.term) return null;
  const path = articlePath(article.journal.issn, article);
  const [latest] = versions;
  return (
    <ul id="versions" className={styles.versions} aria-label="Versions">
      {versions.map((version) => (
        <li key={version.number}>
          <span>
            {version === latest ? <strong>Version {version.number}</strong> : `Version ${version.number}`},{" "}
            <time dateTime={dayOf(version.since)}>{dayWords(dayOf(version.since))}</time>
            {version.term && ` (${ARTICLE_VERSION_WORDS[version.term]})`}
            {version === latest && versions.length > 1 && ", the latest"}
            {version.files.length > 0 && ":"}
          </span>{" "}
          {version.files.map((file) => (
            <VersionFile
              key={file.kind}
              file={file}
              href={`${path}/${file.kind}`}
              version={version}
              latest={version === latest}
            />
          ))}
          {version.note && <span className={styles.changed}>{version.note}</span>}
        </li>
      ))}
    </ul>
  );
}

function VersionFile({
  file,
  href,
  version,
  latest,
}: {
  file: ArticleFile;
  href: string;
  version: ArticleVersion;
  latest: boolean;
}) {
  const kind = file.kind.toUpperCase();
  return (
    <span className={styles.sized}>
      <a
        href={latest ? href : `${href}?version=${version.number}`}
        type={file.mediaType}
        aria-label={`${kind} of version ${version.number}`}
      >
        {kind}
      </a>{" "}
      [{sizeWords(file)}]{" "}
    </span>
  );
}
