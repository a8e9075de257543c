import { sharedDb } from "@/lib/db/shared";
import { audit } from "@/lib/people/audit";
import type { Person } from "@/lib/people/visitor";

/** Notes that somebody took a file with figures of a journal along. */
export const noteExport = (by: Person, journalId: number, file: string): Promise<void> =>
  audit(sharedDb(), { action: "export", by, journalId, detail: { file } }, new Date());
