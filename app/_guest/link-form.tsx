import { oneOf, type SearchParams } from "@/app/_desk/desk-view";
import form from "@/app/_forms/form.module.css";
import type { SpecialIssueFacts } from "@/lib/catalog/sql/special-issues";
import { LINK_LIMITS } from "@/lib/desk/guest-links";
import type { SavedView } from "@/lib/desk/sql/saved-views";

/** Whom a link is for, what it shows, how long, and with which password. */
export function LinkForm({
  issn,
  specialIssues,
  views,
  whole,
  today,
  typed,
}: {
  issn: string;
  specialIssues: readonly (SpecialIssueFacts & { id: number })[];
  views: readonly SavedView[];
  /** Whether links may be of all that is in the journal, and not of these special issues alone. */
  whole: boolean;
  today: string;
  typed: SearchParams;
}) {
  return (
    <form method="post" action={`/desk/${issn}/guests/make`} className={form.form}>
      <div className={form.field}>
        <label htmlFor="link-name">Name, for whom it is</label>
        <input
          id="link-name"
          type="text"
          name="name"
          required
          maxLength={LINK_LIMITS.name}
          autoComplete="off"
          defaultValue={oneOf(typed, "name")}
        />
      </div>
      <div className={form.field}>
        <label htmlFor="link-of">Shows</label>
        <select id="link-of" name="of" defaultValue={oneOf(typed, "of") ?? ""}>
          <option value="">{whole ? "–, or an article, below" : "–"}</option>
          {specialIssues.length > 0 && (
            <optgroup label="Special issues, any days">
              {specialIssues.map(({ id, title }) => (
                <option key={id} value={`special-issue:${id}`}>
                  {title}
                </option>
              ))}
            </optgroup>
          )}
          {views.length > 0 && (
            <optgroup label="Saved views, as they are now">
              {views.map(({ id, name }) => (
                <option key={id} value={`view:${id}`}>
                  {name}
                </option>
              ))}
            </optgroup>
          )}
        </select>
      </div>
      {whole && (
        <div className={form.field}>
          <label htmlFor="link-doi">Or one article, by its DOI</label>
          <input id="link-doi" type="text" name="doi" autoComplete="off" defaultValue={oneOf(typed, "doi")} />
        </div>
      )}
      <div className={form.field}>
        <label htmlFor="link-expires">Last day (UTC); empty for no end</label>
        <input id="link-expires" type="date" name="expires" min={today} defaultValue={oneOf(typed, "expires")} />
      </div>
      <div className={form.field}>
        <label htmlFor="link-password">
          Password, {LINK_LIMITS.shortestPassword} characters or more; empty for none
        </label>
        <input
          id="link-password"
          type="password"
          name="password"
          minLength={LINK_LIMITS.shortestPassword}
          maxLength={LINK_LIMITS.longestPassword}
          autoComplete="new-password"
        />
      </div>
      <button type="submit" className={form.button}>
        Make the link
      </button>
    </form>
  );
}
