import { DAY_MS } from "@/lib/calendar/day";
import { countryDataDay } from "@/lib/collector/country";
import { robotListStates } from "@/lib/collector/sql/robots";
import type { Db } from "@/lib/db/connection";
import type { Env } from "@/lib/env";
import { type Finding, failing, look, ok, together } from "./check";

/** Weekly, and a week's grace. */
const OLD_LIST_DAYS = 15;
const OLD_COUNTRIES_DAYS = 550;

export async function listsFinding(
  db: Db,
  { ROBOTS_REFRESH }: Pick<Env, "ROBOTS_REFRESH">,
  now: Date,
): Promise<Finding> {
  const lists = await robotListStates(db);
  if (!lists.some(({ name }) => name === "counter"))
    return look(
      "COUNTER’s list of robots is not loaded: figures may hold robots that it names.",
      "Load it once: npm run footfall -- robots update.",
    );
  return together(
    lists.map(({ name, patterns, checked, failure }) => {
      const found = `“${name}”: ${patterns} patterns`;
      const age = checked === null ? undefined : Math.floor((now.getTime() - Date.parse(checked)) / DAY_MS);
      if (failure !== null)
        return look(
          `${found}; the last look for a newer one failed: ${failure}.`,
          "The list in force stays. See robots list.",
        );
      if (age !== undefined && age > OLD_LIST_DAYS)
        return look(
          `${found}, looked for ${age} days ago.`,
          ROBOTS_REFRESH === "off"
            ? "ROBOTS_REFRESH is off: load newer ones by npm run footfall -- robots update."
            : "The job refresh-robot-lists looks every week: see the schedule below.",
        );
      return ok(`${found}.`);
    }),
  );
}

export async function countriesFinding(now: Date): Promise<Finding> {
  const day = countryDataDay();
  if (day === undefined)
    return failing(
      "There are no data on countries: every reader’s is “not known”.",
      "Install Footfall’s packages again (npm ci).",
    );
  const days = Math.floor((now.getTime() - Date.parse(`${day}T00:00:00Z`)) / DAY_MS);
  return days > OLD_COUNTRIES_DAYS
    ? look(`The data on countries are of ${day}.`, "Addresses change hands: update Footfall, which brings newer ones.")
    : ok(`The data on countries are of ${day}.`);
}
