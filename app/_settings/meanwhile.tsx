import type { AuditedChange } from "@/lib/people/sql/audit";
import { instantWords } from "@/lib/usage/words";
import { settingLabel } from "./setting-groups";

/** Who changed what since the form was opened. */
export function Meanwhile({ changes }: { changes: readonly AuditedChange[] }) {
  return (
    <ul>
      {changes.map(({ at, who, detail }) => (
        <li key={`${at.toISOString()}${who}`}>
          {who}, {instantWords(at.toISOString())}:{" "}
          {Object.entries(detail)
            .map(([name, words]) => `${settingLabel(name)}: ${words}`)
            .join("; ")}
        </li>
      ))}
    </ul>
  );
}
