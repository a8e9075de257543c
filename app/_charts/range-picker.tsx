"use client";

import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef } from "react";
import styles from "./controls.module.css";

/** A disclosure that holds the ranges: beside its button on wide screens, a sheet at the bottom of a phone's. */
export function RangePicker({ words, children }: { words: string; children: ReactNode }) {
  const details = useRef<HTMLDetailsElement>(null);
  const close = () => details.current?.removeAttribute("open");
  useEffect(() => {
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && !details.current?.contains(event.target)) close();
    };
    document.addEventListener("pointerdown", onPress);
    return () => document.removeEventListener("pointerdown", onPress);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !details.current?.open) return;
    close();
    details.current.querySelector("summary")?.focus();
  };
  const onClick = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest("a")) close();
  };
  return (
    <details ref={details} className={styles.picker} onKeyDown={onKeyDown} onClick={onClick}>
      <summary>
        <span className="visually-hidden">Range: </span>
        {words}
      </summary>
      <div className={styles.sheet}>{children}</div>
    </details>
  );
}
