"use client";

import Link, { useLinkStatus } from "next/link";
import type { ReactNode } from "react";
import styles from "./controls.module.css";

/** A choice of the chart's view. It keeps the reader's place, and shows that it is on its way. */
export function ViewLink({
  href,
  current = false,
  plain = false,
  children,
}: {
  href: string;
  current?: boolean;
  /** An ordinary link rather than one of a set of choices. */
  plain?: boolean;
  children: ReactNode;
}) {
  return (
    <Link
      href={href.replace("#metrics", "")}
      scroll={false}
      prefetch={false}
      className={plain ? undefined : styles.choice}
      aria-current={current ? "true" : undefined}
    >
      {children}
      <Pending />
    </Link>
  );
}

function Pending() {
  const { pending } = useLinkStatus();
  return <span className={styles.pending} data-pending={pending || undefined} aria-hidden="true" />;
}
