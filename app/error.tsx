"use client";

import styles from "./_frame/page.module.css";

/** A page that could not be made. What is recorded goes on being recorded: that is another process's work. */
export default function Failed({ reset }: { error: Error; reset: () => void }) {
  return (
    <div className={styles.lost}>
      <h1 className={styles.title}>This page could not be shown</h1>
      <p>The database may be away for a moment. Readings are still being recorded.</p>
      <button type="button" onClick={reset}>
        Try again
      </button>
    </div>
  );
}
