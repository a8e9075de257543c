"use client";

import { useEffect, useState } from "react";
import { Fold } from "@/app/_frame/fold";
import styles from "./menu.module.css";

export interface MenuEntry {
  /** The id of the section's heading. */
  id: string;
  words: string;
}

/**
 * Jumps to the sections of the page, and marks the one being read. It stands beside the text where there is room; a second one,
 * folded, stands above it where there is none.
 */
export function ArticleMenu({ entries, folded = false }: { entries: readonly MenuEntry[]; folded?: boolean }) {
  const [current, setCurrent] = useState<string>();
  useEffect(() => {
    const headings = entries.flatMap(({ id }) => document.getElementById(id) ?? []);
    const look = () => {
      // The last heading above the upper third is what is being read; at the foot of the page, the last one in sight.
      const line = window.innerHeight / 3;
      const atEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
      const above = headings.filter((heading) => heading.getBoundingClientRect().top <= line);
      const inSight = headings.filter((heading) => heading.getBoundingClientRect().top < window.innerHeight);
      setCurrent((atEnd ? inSight : above).at(-1)?.id);
    };
    let frame = 0;
    const soon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    };
    look();
    window.addEventListener("scroll", soon, { passive: true });
    window.addEventListener("resize", soon);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("scroll", soon);
      window.removeEventListener("resize", soon);
    };
  }, [entries]);
  const links = (
    <ul>
      {entries.map(({ id, words }) => (
        <li key={id}>
          <a href={`#${id}`} aria-current={id === current ? "location" : undefined}>
            {words}
          </a>
        </li>
      ))}
    </ul>
  );
  return folded ? (
    <nav className={`${styles.menu} ${styles.folded}`} aria-label="Article Menu">
      <Fold>
        <summary>Article Menu</summary>
        {links}
      </Fold>
    </nav>
  ) : (
    <nav className={`${styles.menu} ${styles.beside}`} aria-label="Article Menu">
      <p>Article Menu</p>
      {links}
    </nav>
  );
}
