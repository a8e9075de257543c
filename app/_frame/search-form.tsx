import { LONGEST_QUESTION } from "@/lib/catalog/search";
import styles from "./page.module.css";

/** A question to the catalogue; works without scripts, and its answer has an address. */
export function SearchForm({ words = "", issn, of }: { words?: string; issn?: string | undefined; of: string }) {
  return (
    <search>
      <form action="/search" className={styles.search}>
        <label htmlFor="q">{of}</label>
        <input id="q" name="q" type="search" dir="auto" defaultValue={words} maxLength={LONGEST_QUESTION} />
        {issn && <input type="hidden" name="journal" value={issn} />}
        <button type="submit">Search</button>
      </form>
    </search>
  );
}
