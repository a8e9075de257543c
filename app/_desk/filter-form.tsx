import Link from "next/link";
import type { ListedArticle } from "@/lib/catalog/sql/listing";
import { COLUMNS, type TableView, tableParams } from "@/lib/usage/table-view";
import { COLUMN_WORDS } from "./column-words";
import { type DeskView, deskHref, viewParams } from "./desk-view";
import styles from "./filter.module.css";

/** Words, attributes and columns, as a form that works without scripts. */
export function FilterForm({
  path,
  view,
  table,
  all,
}: {
  path: string;
  view: DeskView;
  table: TableView;
  all: readonly ListedArticle[];
}) {
  const { filter } = table;
  const special = new Map(all.map((article) => [article.specialIssueId, article.specialIssue]));
  const values = (of: (article: ListedArticle) => string | null) =>
    [...new Set(all.map(of).filter((value): value is string => value !== null))].sort();
  const kept = [...viewParams(view), ...tableParams(table).filter(([name]) => name === "sort")];
  return (
    <search>
      <form action={path} method="get" className={styles.form}>
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label className={styles.words}>
          Title, author, DOI or keyword
          <input type="search" name="q" defaultValue={table.words} maxLength={200} aria-keyshortcuts="/" />
        </label>
        <Choice name="type" label="Type" value={filter.type} options={values(({ type }) => type).map((t) => [t, t])} />
        <Choice
          name="section"
          label="Section"
          value={filter.section}
          options={values(({ section }) => section).map((s) => [s, s])}
        />
        <Choice
          name="special-issue"
          label="Special issue"
          value={filter.specialIssueId?.toString()}
          options={[...special].flatMap(([id, title]) => (id === null || title === null ? [] : [[String(id), title]]))}
        />
        <Choice
          name="year"
          label="Published in"
          value={filter.year?.toString()}
          options={values(({ year }) => String(year))
            .toReversed()
            .map((y) => [y, y])}
        />
        <label>
          Keyword, whole
          <input type="search" name="keyword" defaultValue={filter.keyword} maxLength={200} />
        </label>
        <button type="submit">Filter</button>
        <details className={styles.columns}>
          <summary>Columns</summary>
          <fieldset>
            <legend className="visually-hidden">Columns</legend>
            {COLUMNS.map((column) => (
              <label key={column}>
                <input type="checkbox" name="column" value={column} defaultChecked={table.columns.includes(column)} />{" "}
                {COLUMN_WORDS[column].label}
              </label>
            ))}
          </fieldset>
        </details>
      </form>
      <Chips path={path} view={view} table={table} special={special} />
    </search>
  );
}

function Choice({
  name,
  label,
  value,
  options,
}: {
  name: string;
  label: string;
  value: string | undefined;
  options: readonly (readonly string[])[];
}) {
  if (options.length === 0) return null;
  return (
    <label>
      {label}
      <select name={name} defaultValue={value ?? ""}>
        <option value="">All</option>
        {options.map(([key = "", words = ""]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What the table is narrowed to; each goes by itself, or all at once. */
function Chips({
  path,
  view,
  table,
  special,
}: {
  path: string;
  view: DeskView;
  table: TableView;
  special: ReadonlyMap<number | null, string | null>;
}) {
  const { filter, words } = table;
  const on = tableParams(table).flatMap(([name, value]): [string, string, string][] => {
    switch (name) {
      case "q":
        return [[name, "holds", words]];
      case "special-issue":
        return [[name, "special issue", special.get(filter.specialIssueId ?? null) ?? value]];
      case "type":
      case "section":
      case "year":
      case "keyword":
        return [[name, name, value]];
      default:
        return [];
    }
  });
  if (on.length === 0) return null;
  const without = (names: readonly string[]) =>
    deskHref(
      path,
      view,
      {},
      tableParams(table).filter(([name]) => !names.includes(name)),
    );
  return (
    <p className={styles.chips}>
      {on.map(([name, what, value]) => (
        <Link key={name} prefetch={false} href={without([name])}>
          {what}: <bdi>{value}</bdi> <span aria-hidden="true">×</span>
          <span className="visually-hidden">, take it away</span>
        </Link>
      ))}
      <Link prefetch={false} href={without(on.map(([name]) => name))} data-clear="">
        Clear all
      </Link>
    </p>
  );
}
