"use client";

import styles from "./_frame/page.module.css";

/** A page that could not be made. What is recorded goes on being recorded: that is another process's work. */
export default function Failed({ retry }: { error: unknown; retry: () => void }) {
  return (
    <div className={styles.lost} role="alert">
      <h1 className={styles.title}>This page could not be shown</h1>
      <p>
        What it says of the journal or article could not be read: the database may be away for a moment. Readings are
        still being recorded.
      </p>
      <button type="button" onClick={() => retry()}>
        Try again
      </button>
    </div>
  );
}
