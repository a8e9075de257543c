import { addDays, dayOf } from "@/lib/calendar/day";
import { checkPattern, RobotListError } from "@/lib/collector/robot-list";
import { loadRobotLists, PUBLIC_LISTS } from "@/lib/collector/robot-source";
import { Robots } from "@/lib/collector/robots";
import { replaceRobotLists, robotListRows, robotListStates } from "@/lib/collector/sql/robots";
import { countDirty } from "@/lib/counting/count";
import type { Relabelled } from "@/lib/counting/placement";
import type { Db } from "@/lib/db/connection";
import { labelDays, relabel } from "@/lib/jobs/robots";
import { type Command, type Output, textOf, textsOf, UsageError, type Values } from "./command";
import { daysOf } from "./scope";

/** The operator's own list stands beside those that were loaded. */
const OWN = "operator";

export const robots: Command = {
  name: "robots",
  summary: "Load lists of robots, add to them, and try a user agent against them",
  help: `  robots update [--from URL|FILE|-]…   Load COUNTER's list and ai.robots.txt, from their public addresses unless told
                [--force]              otherwise; --force takes a list that lost more than half of its patterns
  robots list                          Show the lists in force, their versions, and how the last look for newer ones went
  robots add PATTERN [--lane agent]    Add a regular expression of your own; its lane is crawler unless given
  robots remove PATTERN                Take one of your own out again
  robots test USER-AGENT               Say in which lane a user agent stands, and why
  robots relabel --from DAY [--to DAY] Place the events of days anew, by names and by the behaviour rules as they are now
  What a changed list changes is counted again; complete months go through the ledger.`,
  options: {
    from: { type: "string", multiple: true },
    to: { type: "string" },
    lane: { type: "string" },
    force: { type: "boolean" },
  },
  async run({ db, values, words, out }) {
    const [verb, ...rest] = words;
    switch (verb) {
      case "update":
        return update(db, values, out);
      case "list":
        return list(db, out);
      case "add":
        return own(db, rest.join(" "), laneOf(values), out);
      case "remove":
        return own(db, rest.join(" "), undefined, out);
      case "test":
        return test(db, rest.join(" "), out);
      case "relabel":
        return again(db, values, out);
      default:
        throw new UsageError("robots needs a verb: update, list, add, remove, test or relabel");
    }
  },
};

async function update(db: Db, values: Values, out: Output): Promise<void> {
  const given = textsOf(values, "from");
  const sources = given.length > 0 ? given : PUBLIC_LISTS;
  let loaded: Awaited<ReturnType<typeof loadRobotLists>>;
  try {
    loaded = await loadRobotLists(db, sources, { force: values.force === true });
  } catch (fault) {
    if (!(fault instanceof RobotListError)) throw fault;
    throw new Error(`${fault.message}. The lists in force stay.`);
  }
  const moved = await placeAnew(db, out);
  const lines = loaded.map(
    ({ name, lane, patterns, added, removed, version }) =>
      `${name}: ${patterns} patterns, lane ${lane}, version ${version}; ${added} new, ${removed} gone`,
  );
  out.result({ loaded, ...moved }, [...lines, wordsOf(moved)].join("\n"));
}

async function list(db: Db, out: Output): Promise<void> {
  const lists = await robotListStates(db);
  const lines = lists.map(
    ({ name, patterns, lane, version, dated, loaded, source, failure }) =>
      `${name}: ${patterns} patterns, lane ${lane}${version && `, version ${version}`}${dated ? ` of ${dated}` : ""}, loaded ${loaded.slice(0, 10)}${source && ` from ${source}`}${failure === null ? "" : `\n  the last look for a newer one failed: ${failure}`}`,
  );
  out.result(
    { builtIn: ["isbot", "declared AI tools"], lists },
    ["built in: isbot, declared AI tools", ...lines].join("\n"),
  );
}

async function own(db: Db, pattern: string, lane: "crawler" | "agent" | undefined, out: Output): Promise<void> {
  if (pattern === "") throw new UsageError("robots needs a PATTERN");
  const name = lane === "agent" ? `${OWN}: agents` : OWN;
  const lists = (await robotListRows(db)).filter((one) => one.name.startsWith(OWN));
  if (lane === undefined) {
    const holding = lists.filter(({ patterns }) => patterns.includes(pattern));
    if (holding.length === 0) throw new Error(`There is no pattern ${pattern} of yours.`);
    await replaceRobotLists(
      db,
      holding.map((one) => ({
        ...one,
        patterns: one.patterns.filter((other) => other !== pattern),
        version: "",
        dated: undefined,
        source: "",
      })),
    );
  } else {
    try {
      checkPattern(pattern);
    } catch (fault) {
      throw fault instanceof RobotListError ? new UsageError(fault.message) : fault;
    }
    const held = lists.find((one) => one.name === name)?.patterns ?? [];
    const patterns = held.includes(pattern) ? held : [...held, pattern];
    await replaceRobotLists(db, [{ name, lane, patterns, version: "", dated: undefined, source: "" }]);
  }
  const moved = await placeAnew(db, out);
  out.result({ pattern, lane: lane ?? null, ...moved }, `${lane ? "Added" : "Removed"} ${pattern}. ${wordsOf(moved)}`);
}

async function test(db: Db, userAgent: string, out: Output): Promise<void> {
  const inForce = new Robots(await robotListRows(db));
  const { lane, reason } = inForce.placementOf(userAgent);
  const listed = reason === "loaded_list" ? inForce.listing(userAgent) : undefined;
  const by = listed ? `: ${listed.pattern} of ${listed.list}` : "";
  out.result({ userAgent, lane, reason, ...listed }, `${lane} (${reason}${by})`);
}

async function again(db: Db, values: Values, out: Output): Promise<void> {
  const within = daysOf({ ...values, from: textsOf(values, "from")[0] }, "robots relabel");
  const moved = await relabel(db, new Date(), within);
  const days: string[] = [];
  for (let day = within.from; day <= within.to && day <= dayOf(new Date()); day = addDays(day, 1)) days.push(day);
  const behaving = await labelDays(db, days);
  await countDirty(db);
  out.result(
    { ...moved, behaving },
    `${wordsOf(moved)} ${behaving.visitors} visitors behaved as robots, with ${behaving.events} events.`,
  );
}

/** Stored events follow the lists at once; a running server does so again when every collector has taken them up. */
async function placeAnew(db: Db, out: Output): Promise<Relabelled> {
  out.say("placing stored events");
  const moved = await relabel(db);
  await countDirty(db, (days) => out.say(`${days} article-days counted`));
  return moved;
}

const wordsOf = ({ names, events, articleDays }: Relabelled): string =>
  `${events} stored events changed their lane, of ${names} user agents; ${articleDays} article-days counted again.`;

function laneOf(values: Values): "crawler" | "agent" {
  const lane = textOf(values, "lane") ?? "crawler";
  if (lane !== "crawler" && lane !== "agent") throw new UsageError(`--lane ${lane}: must be crawler or agent`);
  return lane;
}
