import form from "@/app/_forms/form.module.css";
import type { SpecialIssueFacts } from "@/lib/catalog/sql/special-issues";
import { LONGEST_NOTE } from "@/lib/desk/annotate";
import { oneOf, type SearchParams } from "./desk-view";
import views from "./views.module.css";

/** Says of a day what happened; with what was typed before, when something was wrong with it. */
export function NoteForm({
  issn,
  specialIssues,
  today,
  typed,
}: {
  issn: string;
  specialIssues: readonly (SpecialIssueFacts & { id: number })[];
  today: string;
  typed: SearchParams;
}) {
  return (
    <form method="post" action={`/desk/${issn}/annotations/add`} className={form.form}>
      <div className={form.field}>
        <label htmlFor="note-day">Day (UTC)</label>
        <input id="note-day" type="date" name="day" required defaultValue={oneOf(typed, "day") ?? today} />
      </div>
      <div className={form.field}>
        <label htmlFor="note-words">What happened</label>
        <input
          id="note-words"
          type="text"
          name="words"
          required
          maxLength={LONGEST_NOTE}
          autoComplete="off"
          defaultValue={oneOf(typed, "words")}
        />
      </div>
      {specialIssues.length > 0 && (
        <div className={form.field}>
          <label htmlFor="note-of">Of</label>
          <select id="note-of" name="special-issue" defaultValue={oneOf(typed, "special-issue") ?? ""}>
            <option value="">The journal</option>
            {specialIssues.map(({ id, title }) => (
              <option key={id} value={id}>
                Special issue: {title}
              </option>
            ))}
          </select>
        </div>
      )}
      <div className={form.field}>
        <label htmlFor="note-doi">Or of one article, by its DOI</label>
        <input id="note-doi" type="text" name="doi" autoComplete="off" defaultValue={oneOf(typed, "doi")} />
      </div>
      <label className={views.tick}>
        <input type="checkbox" name="shown" value="1" defaultChecked={oneOf(typed, "shown") === "1"} /> Readers of the
        public pages see it too
      </label>
      <button type="submit" className={form.button}>
        Note it
      </button>
    </form>
  );
}
