import { sharedDb } from "@/lib/db/shared";
import type { Grant } from "@/lib/people/may";
import { type Office, officesToGive } from "@/lib/people/offices";
import styles from "./people.module.css";

/** The roles that somebody may give, to choose one from. */
export async function OfficeField({
  grants,
  id,
  chosen,
}: {
  grants: readonly Grant[];
  id: string;
  chosen?: string | undefined;
}) {
  const byJournal = new Map<string | undefined, Office[]>();
  const offices = await officesToGive(sharedDb(), grants);
  for (const office of offices) byJournal.set(office.journal, [...(byJournal.get(office.journal) ?? []), office]);
  return (
    <div className={styles.field}>
      <label htmlFor={id}>Role</label>
      <select id={id} name="office" required defaultValue={offices.find(({ value }) => value === chosen)?.value ?? ""}>
        <option value="" disabled>
          Choose…
        </option>
        {[...byJournal].map(([journal, offices]) => (
          <optgroup key={journal ?? ""} label={journal ?? "Everywhere"}>
            {offices.map(({ value, words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
