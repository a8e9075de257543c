import Link from "next/link";
import styles from "@/app/_desk/desk.module.css";
import type { Day } from "@/lib/calendar/day";
import { dayWords } from "@/lib/usage/words";

/** By what rule the figures of an author's pages are made, and through when. */
export const MethodLine = ({ through }: { through: Day }) => (
  <p className={styles.rule}>
    Ranges end with {dayWords(through)}, the last day that is counted whole. Counted by the COUNTER Code of Practice
    R5.1, readers alone: robots and AI agents are not in it. Uniques are item by item and add up over articles and days.
    Days are UTC.{" "}
    <Link prefetch={false} href="/how-we-count">
      How we count
    </Link>
  </p>
);
