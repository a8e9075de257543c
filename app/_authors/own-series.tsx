import type { NotedDay } from "@/app/_charts/noted-days";
import type { DeskView } from "@/app/_desk/desk-view";
import { SeriesSection } from "@/app/_desk/series-section";
import { ownUsage } from "@/lib/authors/own-usage";
import { sharedDb } from "@/lib/db/shared";

/** Totals and series of some articles together, beside other days. */
export async function OwnSeries({
  ids,
  path,
  view,
  name,
  words,
  noted = [],
}: {
  ids: readonly number[];
  path: string;
  view: DeskView;
  /** Of files, without days and ending. */
  name: string;
  words: { title: string; source: string; sample: boolean };
  /** Days to mark, of one article. */
  noted?: readonly NotedDay[];
}) {
  const db = sharedDb();
  const now = new Date();
  // All there is has nothing before it.
  const days = view.range === "all" ? undefined : view.beside;
  const [usage, before] = await Promise.all([
    ownUsage(db, ids, view, now),
    days ? ownUsage(db, ids, { ...days, interval: view.interval }, now) : undefined,
  ]);
  return (
    <SeriesSection
      usage={usage}
      before={before}
      path={path}
      view={view}
      name={name}
      words={words}
      noted={noted}
      freezes
    />
  );
}
