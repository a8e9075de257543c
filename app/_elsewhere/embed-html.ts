import type { Theme } from "@/lib/catalog/accent";
import { articlePath } from "@/lib/catalog/article";
import { xml } from "@/lib/catalog/feeds/xml";
import type { JournalSettings } from "@/lib/catalog/settings";
import type { ArticleUsage } from "@/lib/usage/article-usage";
import { dayWords, instantWords, pointWords, SERIES, wholeNumber } from "@/lib/usage/words";
import { chartSummary, chartSvg } from "./chart-svg";
import { embedStyle } from "./embed-style";
import type { ArticleElsewhere } from "./shown-elsewhere";

export interface Embed {
  site: string;
  article: ArticleElsewhere;
  settings: Pick<JournalSettings, "accentLight" | "accentDark">;
  usage: ArticleUsage;
  theme: Theme | undefined;
}

/** A page of its own for a frame of another site: figures, chart and table, without a script, a cookie or anything to be fetched. */
export function embedHtml({ site, article, settings, usage, theme }: Embed): string {
  const { journal, title, doi } = article;
  const href = xml(`${site}${articlePath(journal.issn, article)}`);
  const out = `target="_blank" rel="noopener"`;
  const { series, totals, countedThrough, recordedSince } = usage;
  const style = embedStyle(theme, { light: settings.accentLight, dark: settings.accentDark });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${xml(`Usage of ${title}`)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1 dir="auto"><a href="${href}" ${out}>${xml(title)}</a></h1>
<p><bdi>${xml(journal.title)}</bdi> · <a href="https://doi.org/${xml(doi)}" ${out}>https://doi.org/${xml(doi)}</a></p>
${journal.sample ? `<p class="sample">Sample journal: these figures are simulated.</p>` : ""}
${recordedSince === null ? `<p class="total">Nothing has been recorded yet.</p>` : figures(usage)}
<p>${countedThrough === null ? "Nothing counted yet." : `Counted through ${xml(instantWords(countedThrough))}${recordedSince === null ? "" : `, since ${dayWords(recordedSince)}`}.`}
By COUNTER R5.1, without robots and AI agents: <a href="${xml(site)}/how-we-count" ${out}>how we count</a>.</p>
</main>
</body>
</html>
`;

  function figures(shown: ArticleUsage): string {
    return `<p class="total"><strong>${wholeNumber(totals.totalItemInvestigations)}</strong> views and downloads, among them <strong>${wholeNumber(totals.totalItemRequests)}</strong> full-text reads</p>
<ul>${SERIES.map(({ measure, label, colour, dash }) => `<li><svg viewBox="0 0 26 8" aria-hidden="true"><line class="key" x1="0" x2="26" y1="4" y2="4" style="stroke:var(${colour})" stroke-dasharray="${dash.join(" ")}"/></svg>${label} <strong>${wholeNumber(totals[measure])}</strong></li>`).join("")}</ul>
${series.length > 0 ? chartSvg(shown, chartSummary(shown)) : ""}
<details><summary>As a table</summary>${table(shown)}</details>`;
  }
}

const INTERVALS = { day: "Day", week: "Week", month: "Month", year: "Year" } as const;

const table = ({ series, interval }: ArticleUsage): string =>
  `<div class="scroll" tabindex="0" role="region" aria-label="Usage, a table"><table><thead><tr><th scope="col">${INTERVALS[interval]}</th>${SERIES.map(({ label }) => `<th scope="col">${label}</th>`).join("")}</tr></thead><tbody>${series
    .toReversed()
    .map(
      (point) =>
        `<tr><th scope="row">${xml(pointWords(point.start, interval))}</th>${SERIES.map(({ measure }) => `<td>${wholeNumber(point[measure])}</td>`).join("")}</tr>`,
    )
    .join("")}</tbody></table></div>`;

/** In place of a chart that is not there. */
export const absentHtml = (words: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${xml(words)}</title><style>${embedStyle(undefined, { light: null, dark: null })}</style></head><body><main><p>${xml(words)}</p></main></body></html>
`;
