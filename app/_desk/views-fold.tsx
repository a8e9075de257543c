import Link from "next/link";
import { Fold } from "@/app/_frame/fold";
import { sharedDb } from "@/lib/db/shared";
import { keptQuery, VIEW_LIMITS, viewsFor } from "@/lib/desk/saved-views";
import { type SearchParams, searchOf } from "./desk-view";
import type { OpenJournal } from "./open-journal";
import styles from "./views.module.css";

/** The views one may open, and a form that keeps this one: on every page with figures. */
export async function ViewsFold({
  open: { person, journal },
  page,
  search,
}: {
  open: OpenJournal;
  /** How the desk's address goes on after the ISSN. */
  page: string;
  search: SearchParams;
}) {
  const views = await viewsFor(sharedDb(), person, journal);
  const query = keptQuery(searchOf(search));
  return (
    <Fold className={styles.fold}>
      <summary>Saved views</summary>
      <div className={styles.sheet}>
        {views.length > 0 && (
          <>
            <ul className={styles.views}>
              {views.map((view) => (
                <li key={view.id}>
                  <Link
                    prefetch={false}
                    href={viewHref(journal.issn, view)}
                    aria-current={view.page === page && view.query === query ? "true" : undefined}
                  >
                    <bdi>{view.name}</bdi>
                  </Link>
                  {view.personId !== person.id && <span>of {view.owner}</span>}
                </li>
              ))}
            </ul>
            <p className={styles.manage}>
              <Link prefetch={false} href={`/desk/${journal.issn}/views`}>
                Rename, share or take away
              </Link>
            </p>
          </>
        )}
        <form method="post" action={`/desk/${journal.issn}/views/save`} className={styles.save}>
          <input type="hidden" name="page" value={page} />
          <input type="hidden" name="query" value={query} />
          <label>
            Save this view as
            <input type="text" name="name" required maxLength={VIEW_LIMITS.name} autoComplete="off" />
          </label>
          <label className={styles.tick}>
            <input type="checkbox" name="shared" value="1" /> For everybody who reads this journal’s figures
          </label>
          <button type="submit">Save</button>
        </form>
      </div>
    </Fold>
  );
}

export const viewHref = (issn: string, { page, query }: { page: string; query: string }): string =>
  `/desk/${issn}${page}${query === "" ? "" : `?${query}`}`;
