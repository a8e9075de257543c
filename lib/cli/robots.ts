import { readFile } from "node:fs/promises";
import { replaceRobotList, robotListRows } from "@/lib/collector/queries";
import { parseRobotList, RobotListError } from "@/lib/collector/robot-list";
import { Robots } from "@/lib/collector/robots";
import { type Command, textsOf, UsageError } from "./command";

export const robots: Command = {
  name: "robots",
  summary: "Load lists of robots, and try a user agent against them",
  help: `  robots update --from FILE    Load COUNTER's list or ai.robots.txt (JSON); --from may be repeated. Events from now on are placed by it.
  robots list                  Show the lists in force
  robots test USER-AGENT       Say in which lane a user agent stands, and why`,
  options: { from: { type: "string", multiple: true } },
  async run({ db, values, words, out }) {
    const [verb, ...rest] = words;
    switch (verb) {
      case "update": {
        const files = textsOf(values, "from");
        if (files.length === 0) throw new UsageError("robots update needs --from FILE");
        const loaded = [];
        for (const file of files) {
          const list = await readList(file);
          await replaceRobotList(db, list);
          loaded.push({ name: list.name, lane: list.lane, patterns: list.patterns.length });
        }
        const lines = loaded.map(({ name, lane, patterns }) => `${name}: ${patterns} patterns, lane ${lane}`);
        return out.result({ loaded }, lines.join("\n"));
      }
      case "list": {
        const lists = (await robotListRows(db)).map(({ name, lane, patterns }) => ({
          name,
          lane,
          patterns: patterns.length,
        }));
        const lines = lists.map(({ name, lane, patterns }) => `${name}: ${patterns} patterns, lane ${lane}`);
        return out.result({ lists }, ["built in: isbot, declared AI tools", ...lines].join("\n"));
      }
      case "test": {
        const userAgent = rest.join(" ");
        const { lane, reason } = new Robots(await robotListRows(db)).placementOf(userAgent);
        return out.result({ userAgent, lane, reason }, `${lane} (${reason})`);
      }
      default:
        throw new UsageError("robots needs a verb: update, list or test");
    }
  },
};

async function readList(file: string) {
  try {
    return parseRobotList(await readFile(file, "utf8"));
  } catch (fault) {
    if (fault instanceof RobotListError) throw new Error(`${file} ${fault.message}; the list in force stays.`);
    throw new Error(`${file} cannot be read; the list in force stays.`);
  }
}
