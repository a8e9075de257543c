import type { Metadata } from "next";
import Link from "next/link";
import styles from "@/app/_desk/desk.module.css";
import { oneOf } from "@/app/_desk/desk-view";
import { openPart } from "@/app/_desk/open-part";
import { PartHead } from "@/app/_desk/part-head";
import { ViewNotice } from "@/app/_desk/view-notice";
import views from "@/app/_desk/views.module.css";
import { viewHref } from "@/app/_desk/views-fold";
import { sharedDb } from "@/lib/db/shared";
import { mayChangeView, mayDeleteView, VIEW_LIMITS, viewsFor } from "@/lib/desk/saved-views";

type Props = PageProps<"/desk/[issn]/views">;

export const metadata: Metadata = { title: "Saved views", robots: { index: false } };

const PAGES = new Map([
  ["", "Overview"],
  ["/articles", "Articles"],
  ["/compare", "Compare"],
  ["/cohorts", "Cohorts"],
  ["/where", "Where from"],
]);

/** The views of a journal that one may open; one's own can be called otherwise, shared and taken away. */
export default async function ViewsPage({ params, searchParams }: Props) {
  const { issn } = await params;
  const open = await openPart(issn, `/desk/${issn}/views`);
  const { person, journal } = open;
  const saved = await viewsFor(sharedDb(), person, journal);
  return (
    <>
      <PartHead open={open} tab="/views" />
      <ViewNotice state={oneOf(await searchParams, "views")} />
      <section className={styles.panel} aria-labelledby="views-title">
        <h2 id="views-title">Saved views</h2>
        <p className={styles.rule}>
          A view is a page with all that its address says. Days like “Last 28 days” move on; days that were written out
          stay. It is saved on its page, under “Saved views”.
        </p>
        {saved.length === 0 && <p className={styles.nothing}>No view is saved yet.</p>}
        <ul className={views.list}>
          {saved.map((view) => (
            <li key={view.id}>
              <h3>
                <Link prefetch={false} href={viewHref(issn, view)}>
                  <bdi>{view.name}</bdi>
                </Link>
              </h3>
              <p className={styles.rule}>
                {PAGES.get(view.page) ?? "Special issue"}
                {view.personId === person.id ? "" : `, of ${view.owner}`}
                {view.shared ? ", for everybody who reads these figures" : ", yours alone"}
              </p>
              {mayChangeView(person, view) && (
                <form method="post" action={`/desk/${issn}/views/${view.id}/change`} className={views.change}>
                  <label>
                    Name
                    <input type="text" name="name" defaultValue={view.name} required maxLength={VIEW_LIMITS.name} />
                  </label>
                  <label className={views.tick}>
                    <input type="checkbox" name="shared" value="1" defaultChecked={view.shared} /> Shared
                  </label>
                  <button type="submit">
                    Change<span className="visually-hidden"> {view.name}</span>
                  </button>
                </form>
              )}
              {mayDeleteView(person, journal.id, view) && (
                <form method="post" action={`/desk/${issn}/views/${view.id}/remove`} className={views.change}>
                  <button type="submit">
                    Take away<span className="visually-hidden"> {view.name}</span>
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
