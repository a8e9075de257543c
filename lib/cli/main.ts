import { parseArgs } from "node:util";
import { EmbeddedPostgresError } from "@/lib/db/embedded/server";
import { faultReason } from "@/lib/db/faults";
import { readEnv } from "@/lib/env";
import { type Command, type Output, UsageError, type Values } from "./command";
import { count } from "./count";
import { commandDatabase } from "./database";
import { gap } from "./gap";
import { importArticles } from "./import-articles";
import { importLog } from "./import-log";
import { institution } from "./institution";
import { integrity } from "./integrity";
import { journal } from "./journal";
import { key } from "./key";
import { ledger } from "./ledger";
import { mail } from "./mail";
import { openData } from "./open-data";
import { prune } from "./prune";
import { recount } from "./recount";
import { report } from "./report";
import { reports } from "./reports";
import { requestor } from "./requestor";
import { robots } from "./robots";
import { sample } from "./sample";
import { site } from "./site";
import { specialIssue } from "./special-issue";
import { status } from "./status";
import { subscribers } from "./subscribers";
import { user } from "./user";

const COMMANDS: readonly Command[] = [
  count,
  importArticles,
  importLog,
  gap,
  institution,
  integrity,
  journal,
  key,
  ledger,
  mail,
  openData,
  prune,
  recount,
  report,
  reports,
  requestor,
  robots,
  sample,
  site,
  specialIssue,
  status,
  subscribers,
  user,
];

const overview = (): string =>
  [
    "npm run footfall -- COMMAND [--help] [--json]",
    "",
    ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(16)} ${summary}`),
  ].join("\n");

async function main(args: string[]): Promise<void> {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "help") {
    console.log(overview());
    if (name === undefined) process.exitCode = 1;
    return;
  }
  const command = COMMANDS.find((one) => one.name === name);
  if (!command) throw new UsageError(`There is no command ${name}.\n\n${overview()}`);
  const { values, positionals } = parsed(command, rest);
  if (values.help === true) {
    console.log(`${command.name}: ${command.summary}\n\n${command.help}\n\n  --json    Print one JSON object`);
    return;
  }
  const { db, close } = await commandDatabase(readEnv());
  try {
    await command.run({ db, dataDir: readEnv().DATA_DIR, values, words: positionals, out: outputOf(values) });
  } finally {
    await close();
  }
}

function parsed(command: Command, args: string[]): { values: Values; positionals: string[] } {
  const common = { help: { type: "boolean" }, json: { type: "boolean" } } as const;
  try {
    return parseArgs({ args, options: { ...command.options, ...common }, allowPositionals: true });
  } catch (fault) {
    throw new UsageError(fault instanceof Error ? fault.message : String(fault));
  }
}

const outputOf = (values: Values): Output => {
  const json = values.json === true;
  return {
    json,
    // Steps are for somebody who watches; a pipe gets the result alone.
    say: (line) => void (!json && process.stderr.isTTY && console.error(line)),
    result: (value, words) => console.log(json ? JSON.stringify(value) : words),
  };
};

main(process.argv.slice(2)).catch((fault) => {
  const expected = fault instanceof UsageError || fault instanceof EmbeddedPostgresError;
  console.error(expected ? fault.message : faultReason(fault));
  if (fault instanceof UsageError) console.error("See: npm run footfall -- --help");
  process.exitCode = 1;
});
