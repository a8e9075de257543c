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

/** How other sites show an article's figures, as far as its journal lets them; nothing where it does not. */
export function ElsewhereSnippets({
  article,
  issn,
  settings: { badges, embeds },
}: {
  article: Shown;
  issn: string;
  settings: Pick<JournalSettings, "badges" | "embeds">;
}) {
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
