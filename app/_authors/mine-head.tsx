import Link from "next/link";
import styles from "@/app/_desk/desk.module.css";
import { DeskHead } from "@/app/_people/desk-head";
import type { Person } from "@/lib/people/visitor";

const TABS = [
  ["", "Articles"],
  ["/claim", "Claim an article"],
  ["/mail", "Mail"],
] as const;
export type MineTab = (typeof TABS)[number][0];

/** The head of an author's pages of the desk. */
export function MineHead({ person, tab }: { person: Person; tab?: MineTab }) {
  return (
    <>
      <DeskHead person={person} />
      <nav className={styles.tabs} aria-label="My articles">
        {TABS.map(([step, words]) => (
          <Link prefetch={false} key={step} href={`/desk/mine${step}`} aria-current={step === tab ? "page" : undefined}>
            {words}
          </Link>
        ))}
      </nav>
    </>
  );
}
