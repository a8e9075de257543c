import type { ListedArticle } from "@/lib/catalog/sql/listing";
import { MEASURES } from "@/lib/usage/measures";
import { COLUMN_WORDS } from "./column-words";
import { type CompareView, compareParams, MOST_COMPARED } from "./compare-view";
import { type DeskView, viewParams } from "./desk-view";
import styles from "./filter.module.css";

/** Adds an article or a group to a comparison, and chooses the measure; works without scripts. */
export function CompareForm({
  path,
  view,
  compared,
  articles,
  keywords,
}: {
  path: string;
  view: DeskView;
  compared: CompareView;
  articles: readonly ListedArticle[];
  /** Those that are offered; others are led to from the overview. */
  keywords: readonly string[];
}) {
  const kept = [...viewParams(view), ...compareParams(compared)].filter(([name]) => name !== "measure");
  const full = compared.of.length >= MOST_COMPARED;
  return (
    <form action={path} method="get" className={styles.form}>
      {kept.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <label className={styles.words}>
        Article, by DOI or words of its title
        <input type="search" name="add" maxLength={200} disabled={full} aria-keyshortcuts="/" />
      </label>
      <label>
        Or a group
        <select name="of" defaultValue="" disabled={full}>
          <option value="">–</option>
          <option value="journal:">The whole journal</option>
          {GROUPS.map(({ name, words, of }) => {
            const values = new Map(articles.flatMap((article) => of(article)));
            return (
              values.size > 0 && (
                <optgroup key={name} label={words}>
                  {[...values]
                    .sort(([, a], [, b]) => a.localeCompare(b, "en"))
                    .map(([key, label]) => (
                      <option key={key} value={`${name}:${key}`}>
                        {label}
                      </option>
                    ))}
                </optgroup>
              )
            );
          })}
          {compared.align === "date" && keywords.length > 0 && (
            <optgroup label="Keywords">
              {keywords.map((keyword) => (
                <option key={keyword} value={`keyword:${keyword}`}>
                  {keyword}
                </option>
              ))}
            </optgroup>
          )}
        </select>
      </label>
      {compared.align === "date" && (
        <label>
          Measure
          <select name="measure" defaultValue={compared.measure}>
            {MEASURES.map((measure) => (
              <option key={measure} value={measure}>
                {COLUMN_WORDS[measure].label}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="submit">Show</button>
    </form>
  );
}

const GROUPS: readonly { name: string; words: string; of: (article: ListedArticle) => [string, string][] }[] = [
  {
    name: "special-issue",
    words: "Special issues",
    of: ({ specialIssueId, specialIssue }) =>
      specialIssueId === null ? [] : [[String(specialIssueId), specialIssue ?? ""]],
  },
  { name: "section", words: "Sections", of: ({ section }) => (section === null ? [] : [[section, section]]) },
  { name: "type", words: "Types", of: ({ type }) => (type === null ? [] : [[type, type]]) },
  { name: "year", words: "Published in", of: ({ year }) => [[String(year), String(year)]] },
];
