"use client";

import { shortDayWords } from "@/lib/usage/words";
import styles from "./metrics.module.css";
import { type NotedDay, notedId, type PlacedMark } from "./noted-days";

const TOLD = 5;

/** Over the numbers that are drawn in a chart: what each means, by pointer and by keyboard, and the way to the list. */
export function NotedMarks({ placed, noted }: { placed: readonly PlacedMark[]; noted: readonly NotedDay[] }) {
  if (placed.length === 0) return null;
  return (
    <ul className={styles.marks} aria-label="What happened meanwhile">
      {placed.map(({ left, top, numbers, room, before }) => {
        const told = noted.filter(({ number }) => numbers.includes(number));
        return (
          <li key={numbers[0]} style={{ left, top }}>
            <a href={`#${notedId(numbers[0] ?? 1)}`}>
              <span className={styles.tip} data-before={before || undefined} style={{ maxWidth: Math.min(300, room) }}>
                {told.slice(0, TOLD).map(({ number, day, words }) => (
                  <span key={number}>
                    {number} · {shortDayWords(day)}: {words}
                  </span>
                ))}
                {told.length > TOLD && <span>and {told.length - TOLD} more</span>}
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
