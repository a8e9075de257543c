"use client";

import { useState } from "react";
import styles from "./cite.module.css";

/** Copies a text and says so, in the button and to screen readers. Where pages may not copy, it says that. */
export function CopyButton({ text, what, words = "Copy" }: { text: string; what: string; words?: string }) {
  const [said, setSaid] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("Copied");
    } catch {
      setSaid("This browser does not let pages copy");
    }
  };
  return (
    <span className={styles.copy}>
      <button type="button" onClick={copy} aria-label={`Copy ${what}`}>
        {words}
      </button>
      <span role="status">{said}</span>
    </span>
  );
}
