import type { Db } from "@/lib/db/connection";
import { mayEdit } from "@/lib/people/may";
import type { Person } from "@/lib/people/visitor";
import { mayReadPage } from "./figures-page";
import { oneLine } from "./one-line";
import { deleteView, insertView, ownViews, type SavedView, updateView, viewRow, viewRows } from "./sql/saved-views";

/** How many views somebody keeps of one journal, and how long their names and addresses are. */
export const VIEW_LIMITS = { most: 60, name: 80, query: 2_000 };

/** Why a view is not saved, or not called so. */
export const VIEW_FAULTS = ["unnamed", "long", "taken", "many", "query"] as const;
export type ViewFault = (typeof VIEW_FAULTS)[number];

type Whose = { id: number; issn: string };

/** The views of a journal that somebody may open: their own, and those that are shared, of pages they may read. */
export async function viewsFor(db: Db, person: Person, journal: Whose): Promise<SavedView[]> {
  const views = await viewRows(db, journal.id, person.id);
  const pages = [...new Set(views.map(({ page }) => page))];
  const may = await Promise.all(pages.map((page) => mayReadPage(db, person, journal, page)));
  const open = new Set(pages.filter((_, i) => may[i]));
  return views.filter(({ page }) => open.has(page));
}

/** What a view keeps of an address: not what came of the last form, nor how far a table was leafed through. */
export function keptQuery(asked: URLSearchParams): string {
  const kept = new URLSearchParams(asked);
  for (const name of ["views", "page"]) kept.delete(name);
  return kept.toString();
}

export const nameFault = (name: string): ViewFault | undefined =>
  name === "" ? "unnamed" : [...name].length > VIEW_LIMITS.name ? "long" : undefined;

/** Keeps a page with its address under a name. Ranges that are relative stay so. */
export async function saveView(
  db: Db,
  person: Pick<Person, "id">,
  view: { journalId: number; page: string; query: string; name: string; shared: boolean },
  now: Date,
): Promise<ViewFault | undefined> {
  const name = oneLine(view.name);
  const fault = nameFault(name);
  if (fault) return fault;
  const query = keptQuery(new URLSearchParams(view.query));
  if (query.length > VIEW_LIMITS.query) return "query";
  if ((await ownViews(db, view.journalId, person.id)) >= VIEW_LIMITS.most) return "many";
  return (await insertView(db, { ...view, name, query, personId: person.id, saved: now })) ? undefined : "taken";
}

/** Whoever saved it may call it otherwise and share it. */
export const mayChangeView = (person: Person, view: SavedView): boolean => view.personId === person.id;

/** Editors may take away what is shared in their journal as well. */
export const mayDeleteView = (person: Person, journalId: number, view: SavedView): boolean =>
  mayChangeView(person, view) || (view.shared && mayEdit(person.grants, journalId));

type Came = "done" | "gone" | ViewFault;

export async function changeView(
  db: Db,
  person: Person,
  journalId: number,
  { id, name: typed, shared }: { id: number; name: string; shared: boolean },
): Promise<Came> {
  const view = await viewRow(db, journalId, id);
  if (!view || !mayChangeView(person, view)) return "gone";
  const name = oneLine(typed);
  const fault = nameFault(name);
  if (fault) return fault;
  return (await updateView(db, id, { name, shared })) ? "done" : "taken";
}

export async function removeView(db: Db, person: Person, journalId: number, id: number): Promise<Came> {
  const view = await viewRow(db, journalId, id);
  if (!view || !mayDeleteView(person, journalId, view)) return "gone";
  await deleteView(db, id);
  return "done";
}
