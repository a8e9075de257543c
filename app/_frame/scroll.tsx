import type { ReactNode } from "react";

/** What may be wider or longer than its place: it scrolls by itself, also by keyboard. The class gives it that place. */
export function Scroll({
  label,
  className,
  id,
  children,
}: {
  label: string;
  className: string | undefined;
  id?: string | undefined;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section id={id} className={className} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
