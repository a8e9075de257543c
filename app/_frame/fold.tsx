"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";

/**
 * A disclosure that also closes by Escape from anywhere inside it. What it holds is printed with `prints`, open or not: the style
 * sheet shows it, and where a browser cannot, the disclosure opens for the print.
 */
export function Fold({
  prints = false,
  className,
  children,
}: {
  prints?: boolean;
  className?: string | undefined;
  children: ReactNode;
}) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (!prints || CSS.supports("selector(::details-content)")) return;
    let opened = false;
    const before = () => {
      opened = details.current?.open === false;
      if (opened) details.current?.setAttribute("open", "");
    };
    const after = () => {
      if (opened) details.current?.removeAttribute("open");
    };
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, [prints]);
  const onKeyDown = (key: KeyboardEvent) => {
    if (key.key !== "Escape" || key.defaultPrevented || !details.current?.open) return;
    key.preventDefault();
    details.current.removeAttribute("open");
    details.current.querySelector("summary")?.focus();
  };
  return (
    <details ref={details} className={className} data-prints={prints || undefined} onKeyDown={onKeyDown}>
      {children}
    </details>
  );
}
