import { FaultNotice } from "@/app/_frame/notice";
import { actionWords, detailWords } from "@/lib/people/log-words";
import type { AuditedChange } from "@/lib/people/sql/audit";
import { instantWords } from "@/lib/usage/words";

/** What others did to the same thing since a form about it was opened. */
export function Meanwhile({ changes }: { changes: readonly (AuditedChange & { action: string })[] }) {
  if (changes.length === 0) return null;
  return (
    <FaultNotice>
      <p>Somebody else was at work here since you opened the page; what you did not touch is as they left it.</p>
      <ul>
        {changes.map(({ at, who, action, detail: { id: _, ...detail } }) => (
          <li key={`${at.toISOString()}${who}${action}`}>
            {who}, {instantWords(at.toISOString())}: {actionWords(action)}. {detailWords(detail)}
          </li>
        ))}
      </ul>
    </FaultNotice>
  );
}
