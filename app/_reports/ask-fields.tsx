import type { Ask } from "@/lib/reports/made/ask";
import { FormField } from "./form-field";
import type { DefinitionTexts } from "./typed-definition";

/** What there is to choose from. */
export interface Askable {
  specialIssues: readonly { id: number; title: string }[];
  /** Saved views of the table of articles. */
  views: readonly { name: string; query: string }[];
  reports: readonly { id: string; name: string }[];
  customers: readonly { customerId: string; name: string }[];
}

/** The fields that one kind of report has and others have not. */
export function AskFields({
  what,
  texts,
  fault,
  askable,
}: {
  what: Ask["what"];
  texts: DefinitionTexts;
  fault: string | undefined;
  askable: Askable;
}) {
  switch (what) {
    case "overview":
    case "ledger":
      return null;
    case "special-issue":
      return (
        <FormField id="special-issue" label="Special issue" fault={fault}>
          {(said) => (
            <select {...said} name="special-issue" defaultValue={texts["special-issue"]}>
              {askable.specialIssues.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          )}
        </FormField>
      );
    case "author":
      return (
        <FormField
          id="orcid"
          label="ORCID iD of the author"
          fault={fault}
          hint="As it stands at the articles: 0000-0002-1825-0097."
        >
          {(said) => <input {...said} name="orcid" type="text" autoComplete="off" defaultValue={texts.orcid} />}
        </FormField>
      );
    case "articles":
    case "series":
      return <ViewField texts={texts} fault={fault} views={askable.views} />;
    case "counter":
      return (
        <>
          <FormField id="report" label="Report" short fault={undefined}>
            {(said) => (
              <select {...said} name="report" defaultValue={texts.report ?? "TR_J3"}>
                {askable.reports.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {id}: {name}
                  </option>
                ))}
              </select>
            )}
          </FormField>
          <FormField id="customer" label="Of" short>
            {(said) => (
              <select {...said} name="customer" defaultValue={texts.customer}>
                {askable.customers.map(({ customerId, name }) => (
                  <option key={customerId} value={customerId}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </FormField>
          <FormField
            id="settings"
            label="Filters and attributes"
            fault={fault}
            hint="One a line, as the COUNTER API names them: attributes_to_show=YOP|Access_Type. Empty for none."
          >
            {(said) => <textarea {...said} name="settings" rows={3} spellCheck={false} defaultValue={texts.settings} />}
          </FormField>
        </>
      );
  }
}

function ViewField({
  texts: { view = "" },
  fault,
  views,
}: {
  texts: DefinitionTexts;
  fault: string | undefined;
  views: Askable["views"];
}) {
  const known = view === "" || views.some(({ query }) => query === view);
  return (
    <FormField
      id="view"
      label="Articles"
      fault={fault}
      hint="Save a view of the table of articles to have its filters, columns and order here, as they are then."
    >
      {(said) => (
        <select {...said} name="view" defaultValue={view}>
          <option value="">All of the journal</option>
          {views.map(({ name, query }) => (
            <option key={query} value={query}>
              {name}
            </option>
          ))}
          {!known && <option value={view}>As they were chosen: {view}</option>}
        </select>
      )}
    </FormField>
  );
}
