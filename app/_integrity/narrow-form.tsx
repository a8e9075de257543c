import type { ReactNode } from "react";
import filter from "@/app/_desk/filter.module.css";

/** Narrows a list of what concerns articles, also to those of one; a form that works without scripts. */
export function NarrowForm({
  action,
  article,
  children,
}: {
  action: string;
  article: string | undefined;
  children: ReactNode;
}) {
  return (
    <search>
      <form action={action} method="get" className={filter.form}>
        {children}
        <label className={filter.words}>
          Of one article, by its DOI
          <input type="search" name="article" defaultValue={article ?? ""} maxLength={300} />
        </label>
        <button type="submit">Show</button>
      </form>
    </search>
  );
}
