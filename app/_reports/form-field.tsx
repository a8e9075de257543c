import type { ReactNode } from "react";
import drafts from "@/app/_drafts/drafts.module.css";

/** A labelled part of a form with a hint, and what is wrong with it. */
export function FormField({
  id,
  label,
  hint,
  fault,
  short = false,
  children,
}: {
  id: string;
  label: string;
  hint?: ReactNode;
  fault?: string | undefined;
  short?: boolean;
  children: (said: { id: string; "aria-describedby"?: string; "aria-invalid"?: true }) => ReactNode;
}) {
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ");
  return (
    <div className={short ? drafts.short : drafts.field}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(described === "" ? {} : { "aria-describedby": described }),
        ...(fault === undefined ? {} : { "aria-invalid": true as const }),
      })}
      {hint && (
        <small id={`${id}-hint`} className={drafts.hint}>
          {hint}
        </small>
      )}
      {fault && (
        <strong id={`${id}-fault`} className={drafts.fault}>
          {fault}
        </strong>
      )}
    </div>
  );
}
