import Link from "next/link";
import page from "@/app/_frame/page.module.css";
import { DeskHead } from "@/app/_people/desk-head";
import styles from "./desk.module.css";
import { JournalHead, type Tab } from "./journal-head";
import type { OpenPart } from "./open-part";

/** The head of a page for all who may read a part of a journal: whoever may read all of it gets its tabs. */
export function PartHead({ open, tab }: { open: OpenPart; tab: Tab }) {
  const { person, journal, whole, specialIssues } = open;
  if (whole) return <JournalHead open={open} tab={tab} />;
  return (
    <>
      <DeskHead person={person} />
      <p className={styles.above}>
        {specialIssues.map(({ slug, title }, i) => (
          <span key={slug}>
            {i > 0 && " · "}
            <Link prefetch={false} href={`/desk/${journal.issn}/special-issues/${slug}`}>
              {title}
            </Link>
          </span>
        ))}
      </p>
      <h1 className={page.title}>{journal.title}</h1>
    </>
  );
}
