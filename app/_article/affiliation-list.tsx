import { Fold } from "@/app/_frame/fold";
import styles from "./people.module.css";

/** A page that has more unfolds them. */
export const MOST_AFFILIATIONS = 10;
const FIRST_AFFILIATIONS = 5;

/** Where the authors work, by the numbers their names are marked with. All of them are in the page and in print. */
export function AffiliationList({ affiliations }: { affiliations: readonly string[] }) {
  const folded = affiliations.length > MOST_AFFILIATIONS;
  const shown = folded ? FIRST_AFFILIATIONS : affiliations.length;
  const entry = (affiliation: string, i: number) => (
    <li key={affiliation}>
      {affiliations.length > 1 && <sup>{i + 1}</sup>} <bdi>{affiliation}</bdi>
    </li>
  );
  return (
    <div className={styles.places}>
      <ol className={styles.affiliations} aria-label="Affiliations">
        {affiliations.slice(0, shown).map(entry)}
      </ol>
      {folded && (
        <Fold className={styles.more} prints>
          <summary>
            <span className={styles.show}>Show all {affiliations.length} affiliations</span>
            <span className={styles.hide}>Show fewer affiliations</span>
          </summary>
          <ol
            className={styles.affiliations}
            start={shown + 1}
            aria-label={`Affiliations ${shown + 1} to ${affiliations.length}`}
          >
            {affiliations.slice(shown).map((affiliation, i) => entry(affiliation, shown + i))}
          </ol>
        </Fold>
      )}
    </div>
  );
}
