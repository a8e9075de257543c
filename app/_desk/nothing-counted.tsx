import styles from "./desk.module.css";

/** In place of figures before there are any. */
export function NothingCounted() {
  return (
    <p className={styles.nothing} role="status">
      Nothing has been summed up yet. The first figures are here within a minute of the first count.
    </p>
  );
}
