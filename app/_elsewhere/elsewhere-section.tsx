import styles from "@/app/_settings/settings.module.css";
import { articlePath } from "@/lib/catalog/article";
import type { JournalSettings } from "@/lib/catalog/settings";
import { readEnv, siteUrl } from "@/lib/env";
import { badgeAddress, badgeHtml, badgeMarkdown, embedFrame } from "./addresses";
import { Snippet } from "./snippet";

interface Shown {
  doi: string;
  title: string;
  volume: string;
  issue: string;
  firstPage: string;
}

interface Elsewhere {
  article: Shown;
  issn: string;
  settings: Pick<JournalSettings, "badges" | "embeds">;
}

/** How an article's figures get onto other sites, with whom that is open to; nothing where the journal does not let them. */
export function ElsewhereSection({ className, ...shown }: Elsewhere & { className: string | undefined }) {
  if (!shown.settings.badges && !shown.settings.embeds) return null;
  return (
    <section className={className} aria-labelledby="elsewhere">
      <h2 id="elsewhere">On your own site</h2>
      <p className={styles.note}>
        Anybody may show these figures: they stay up to date, set no cookie and tell us nothing of who reads there.
      </p>
      <ElsewhereSnippets {...shown} />
    </section>
  );
}

/** What other sites take over, as far as the journal lets them. */
export function ElsewhereSnippets({ article, issn, settings: { badges, embeds } }: Elsewhere) {
  const site = siteUrl(readEnv());
  const named = { site, doi: article.doi, title: article.title, page: `${site}${articlePath(issn, article)}` };
  return (
    <>
      {badges && (
        <>
          <p>
            {/* biome-ignore lint/performance/noImgElement: a picture of ours that is made anew, and no photograph */}
            <img src={badgeAddress("", article.doi)} alt="The badge as it is now" height={22} />
          </p>
          <Snippet id="badge-html" label="Badge, as HTML" text={badgeHtml(named)} />
          <Snippet id="badge-markdown" label="Badge, as Markdown" text={badgeMarkdown(named)} />
        </>
      )}
      {embeds && <Snippet id="chart-html" label="Chart and table, as HTML" text={embedFrame(named)} />}
    </>
  );
}
