"use client";

import Link from "next/link";
import { useParams } from "next/navigation";
import type { ReactNode } from "react";
import { isIssn } from "@/lib/catalog/issn";
import styles from "./page.module.css";

/** A 404 page that says which part of the address is unknown, and leads to the last one that is. */
export function Unknown({ part }: { part: "journal" | "issue" | "page" }) {
  const params = useParams<Record<"issn" | "volume" | "issue" | "page", string>>();
  const { issn = "", volume = "", issue = "", page = "" } = params;
  const shown = (step: string) => <strong>{readable(step)}</strong>;
  const said: Record<typeof part, { title: string; words: ReactNode; href: string; link: string }> = {
    journal: {
      title: "Unknown journal",
      words: isIssn(issn) ? (
        <>No journal with the ISSN {shown(issn)} is in the catalogue.</>
      ) : (
        <>{shown(issn)} is not an ISSN: its form or its check digit is wrong.</>
      ),
      href: "/",
      link: "To the journals",
    },
    issue: {
      title: "Unknown issue",
      words: (
        <>
          The catalogue holds no volume {shown(volume)}, issue {shown(issue)} of this journal.
        </>
      ),
      href: `/${issn}`,
      link: "To the journal’s volumes and issues",
    },
    page: {
      title: "Unknown article",
      words: (
        <>
          No article of volume {shown(volume)}, issue {shown(issue)} begins on page {shown(page)}. Addresses name the
          first page of an article.
        </>
      ),
      href: `/${issn}/${volume}/${issue}`,
      link: "To the contents of the issue",
    },
  };
  const { title, words, href, link } = said[part];
  return (
    <div className={styles.lost}>
      <h1 className={styles.title}>{title}</h1>
      <p>{words}</p>
      <p>
        <Link prefetch={false} href={href}>
          {link}
        </Link>
      </p>
    </div>
  );
}

function readable(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
