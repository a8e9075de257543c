"use client";

import { useSyncExternalStore } from "react";
import styles from "./frame.module.css";

const THEMES = ["system", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];
const CHANGED = "themechange";

const read = (): Theme => THEMES.find((theme) => theme === document.documentElement.dataset.theme) ?? "system";

function subscribe(changed: () => void): () => void {
  window.addEventListener(CHANGED, changed);
  return () => window.removeEventListener(CHANGED, changed);
}

/** System, light, dark, and round again; the choice stays in the browser. */
export function ThemeSwitch() {
  const theme = useSyncExternalStore(subscribe, read, () => "system" as const);
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";
  const choose = () => {
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    try {
      if (next === "system") localStorage.removeItem("theme");
      else localStorage.setItem("theme", next);
    } catch {
      // A browser that keeps nothing still shows the theme until the page is left.
    }
    window.dispatchEvent(new Event(CHANGED));
  };
  return (
    <button type="button" className={styles.theme} onClick={choose} aria-label={`Theme: ${theme}. Switch to ${next}`}>
      {{ system: "◐ System", light: "○ Light", dark: "● Dark" }[theme]}
    </button>
  );
}
