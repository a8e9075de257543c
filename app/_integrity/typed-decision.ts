import { oneOf, type SearchParams } from "@/app/_desk/desk-view";
import { beginning } from "@/lib/db/storable";
import { LONGEST_REASON } from "@/lib/integrity/decide";

const TYPED = ["reason", "which", "from", "to"] as const;

/** What was typed into one of the forms of a flag. */
export type TypedDecision = { [field in (typeof TYPED)[number]]?: string | undefined };

/** The query of the page that says what is wrong, with all that was typed and the form it was typed into. */
export function bringBack(fields: URLSearchParams, form: string, state: string): URLSearchParams {
  const back = new URLSearchParams({ form });
  for (const name of TYPED) {
    const value = fields.get(name) ?? "";
    if (value !== "") back.set(name, beginning(value, LONGEST_REASON));
  }
  back.set("state", state);
  return back;
}

/** What an address brings back of what was typed into a form. */
export const broughtBack = (search: SearchParams, form: string): TypedDecision =>
  oneOf(search, "form") === form ? Object.fromEntries(TYPED.map((name) => [name, oneOf(search, name)])) : {};

/** Why somebody decides as they do, or what is wrong with what they say. */
export function reasonOf(fields: URLSearchParams): { kind: "said"; reason: string } | { kind: "reason" | "long" } {
  const reason = (fields.get("reason") ?? "").replace(/\s+/g, " ").trim();
  if (reason.length < 3) return { kind: "reason" };
  return reason.length > LONGEST_REASON ? { kind: "long" } : { kind: "said", reason };
}
