import { Fold } from "@/app/_frame/fold";
import { type Article, articlePath } from "@/lib/catalog/article";
import { doiUrl } from "@/lib/catalog/citation/cited";
import { CITATION_FORMATS } from "@/lib/catalog/citation/export";
import { CITATION_STYLES, type CitationStyle, plainText, type Run } from "@/lib/catalog/citation/styles";
import styles from "./cite.module.css";
import { CopyButton } from "./copy-button";
import { ShareLinks } from "./share-links";

const [JOURNALS_OWN, ...OTHERS] = CITATION_STYLES;

/** How to cite and pass on: the journal's own style in sight, the others a click away, also without scripts. */
export function ShareAndCite({ article }: { article: Article }) {
  if (!JOURNALS_OWN) return null;
  return (
    <section className={styles.section} aria-labelledby="cite">
      <h2 id="cite">
        <span className="screen-only">Share &amp; </span>Cite This Article
      </h2>
      <Reference style={JOURNALS_OWN} article={article} />
      <Fold className={styles.more}>
        <summary>
          <span className={styles.show}>Show more citation formats</span>
          <span className={styles.hide}>Show fewer citation formats</span>
        </summary>
        {OTHERS.map((style) => (
          <Reference key={style.id} style={style} article={article} />
        ))}
      </Fold>
      <h3 className="screen-only">Share</h3>
      <ShareLinks
        doi={article.doi}
        title={article.title}
        url={doiUrl(article.doi)}
        citation={plainText(JOURNALS_OWN.cite(article))}
      />
    </section>
  );
}

function Reference({ style, article }: { style: CitationStyle; article: Article }) {
  const runs = style.cite(article);
  return (
    <div className={styles.reference}>
      <h3>{style.name}</h3>
      <p dir="auto">
        {runs.map((run, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a reference have a fixed order
          <Piece key={i} run={run} />
        ))}
      </p>
      <CopyButton text={plainText(runs)} what={`the citation in ${style.name}`} />
    </div>
  );
}

function Piece({ run }: { run: Run }) {
  if (typeof run === "string") return run;
  return "italic" in run ? <em>{run.italic}</em> : <b>{run.bold}</b>;
}

/** The files that reference managers take. */
export function ExportLinks({ article }: { article: Article }) {
  const path = articlePath(article.journal.issn, article);
  return (
    <nav className={styles.exports} aria-labelledby="export">
      <h2 id="export">Export Article</h2>
      <ul>
        {CITATION_FORMATS.map(({ id, name, mediaType }) => (
          <li key={id}>
            <a href={`${path}/export/${id}`} type={mediaType} rel="nofollow" download>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
