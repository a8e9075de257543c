"use client";

import { useRouter } from "next/navigation";
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type SubmitEvent,
  useEffect,
  useRef,
  useTransition,
} from "react";
import styles from "./controls.module.css";

/** A disclosure that holds the ranges: beside its button on wide screens, a sheet at the bottom of a phone's. */
export function RangePicker({ words, children }: { words: string; children: ReactNode }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const details = useRef<HTMLDetailsElement>(null);
  const close = () => details.current?.removeAttribute("open");
  useEffect(() => {
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && !details.current?.contains(event.target)) {
        details.current?.removeAttribute("open");
      }
    };
    document.addEventListener("pointerdown", onPress);
    return () => document.removeEventListener("pointerdown", onPress);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !details.current?.open) return;
    // It closes this, and clears nothing besides.
    event.preventDefault();
    close();
    details.current.querySelector("summary")?.focus();
  };
  const onClick = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest("a")) close();
  };
  // The form works by itself, but a page that is loaded again is read again: another view of the article.
  const onSubmit = (event: SubmitEvent) => {
    if (!(event.target instanceof HTMLFormElement)) return;
    event.preventDefault();
    const fields = [...new FormData(event.target)].map(([name, value]) => [name, String(value)]);
    const address = new URL(event.target.action);
    close();
    startTransition(() => router.push(`${address.pathname}?${new URLSearchParams(fields)}`, { scroll: false }));
  };
  return (
    <details
      ref={details}
      className={styles.picker}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onSubmit={onSubmit}
      data-pending={pending || undefined}
    >
      <summary>
        <span className="visually-hidden">Range: </span>
        {words}
      </summary>
      <div className={styles.sheet}>{children}</div>
    </details>
  );
}
