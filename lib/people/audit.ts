import type { Db, Tx } from "@/lib/db/connection";
import { insertAudit } from "./sql/audit";
import { knownAs } from "./visitor";

/** Everything that is noted of what people do, in the words the log shows. */
export const AUDITED = {
  "sign-in": "Signed in",
  "sign-in-refused": "Was not let in",
  "sign-out": "Signed out",
  "sign-out-everywhere": "Signed out everywhere",
  "browser-signed-out": "Signed another browser out",
  password: "Set a password",
  "orcid-linked": "Linked an ORCID iD",
  "orcid-unlinked": "Took an ORCID iD off",
  address: "Proved an e-mail address",
  "person-added": "Added a person",
  "person-removed": "Removed a person",
  "person-signed-out": "Signed a person out everywhere",
  "link-made": "Made a sign-in link for a person",
  "role-given": "Gave a role",
  "role-taken": "Took a role back",
  settings: "Changed settings",
  "job-run": "Had a job run at once",
  export: "Took figures along",
  exclusion: "Took usage out of the figures",
  "exclusion-undone": "Put usage back into the figures",
  "flag-accepted": "Accepted a flagged figure",
  "flag-reopened": "Put a flagged figure back among the open ones",
  annotation: "Wrote an annotation",
  "annotation-removed": "Removed an annotation",
  "guest-link": "Made a guest link",
  "guest-link-revoked": "Revoked a guest link",
  claim: "Claimed an article",
  "claim-decided": "Decided on an author's claim",
  letter: "Had a letter of impact made",
  "report-defined": "Defined a report",
  "report-removed": "Removed a report",
  "report-scheduled": "Scheduled a report",
  "report-unscheduled": "Took a report's schedule off",
  "report-made": "Had a report made",
  "report-sent-again": "Had a report sent again",
  "institution-added": "Added an institution",
  institution: "Changed an institution",
  "institution-ranges": "Changed the addresses of an institution",
  "institution-withdrawn": "Withdrew an institution",
  "institutions-imported": "Imported institutions",
  gap: "Stated that usage is lost",
  "gap-withdrawn": "Took it back that usage is lost",
  "requestor-added": "Added a requestor of COUNTER reports",
  requestor: "Changed a requestor of COUNTER reports",
  "requestor-key": "Made a new key for a requestor",
  "requestor-revoked": "Revoked a requestor of COUNTER reports",
} as const;
export type AuditedAction = keyof typeof AUDITED;

/** Who did something: a person, or a word for whoever is none of ours. */
type Doer = { id: number; email: string; orcid?: string | null | undefined } | "operator" | "unknown";

export interface Audited {
  action: AuditedAction;
  /** Who it was; undefined for an operator at a terminal. */
  by: Doer | undefined;
  journalId?: number | undefined;
  /** What else a reader of the log wants to know; never a password, token or key. */
  detail?: Record<string, string>;
}

/** Notes down what somebody did, in the transaction that does it where there is one. */
export async function audit(db: Db | Tx, { action, by, journalId, detail = {} }: Audited, now: Date): Promise<void> {
  const person = typeof by === "object" ? by : undefined;
  const who = person ? knownAs(person) : String(by ?? "operator");
  await insertAudit(db, { at: now, personId: person?.id ?? null, who, action, journalId: journalId ?? null, detail });
}
