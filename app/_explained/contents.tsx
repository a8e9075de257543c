import styles from "./explained.module.css";

export interface ContentsEntry {
  id: string;
  words: string;
}

/** What a long page holds, beside it where there is room. */
export function Contents({ entries }: { entries: readonly ContentsEntry[] }) {
  return (
    <nav className={styles.contents} aria-labelledby="contents">
      <p id="contents">On this page</p>
      <ol>
        {entries.map(({ id, words }) => (
          <li key={id}>
            <a href={`#${id}`}>{words}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
