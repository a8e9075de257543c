import { RULES } from "@/lib/integrity/evidence";
import { RULE_WORDS, STATE_WORDS } from "./flag-words";
import { type InboxView, STATES } from "./inbox-view";
import { NarrowForm } from "./narrow-form";

const WORDS = { ...STATE_WORDS, decided: "Decided", all: "All" };

/** Narrows the list; a form that works without scripts. */
export function InboxForm({ issn, view }: { issn: string; view: InboxView }) {
  return (
    <NarrowForm action={`/desk/${issn}/integrity`} article={view.article}>
      <label>
        State
        <select name="state" defaultValue={view.state}>
          {STATES.map((state) => (
            <option key={state} value={state}>
              {WORDS[state]}
            </option>
          ))}
        </select>
      </label>
      <label>
        What stands out
        <select name="rule" defaultValue={view.rule ?? ""}>
          <option value="">All</option>
          {RULES.map((rule) => (
            <option key={rule} value={rule}>
              {RULE_WORDS[rule]}
            </option>
          ))}
        </select>
      </label>
    </NarrowForm>
  );
}
