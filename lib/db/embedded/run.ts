import { spawn } from "node:child_process";
import { type Account, commandOf } from "./account";

/**
 * All the environment Postgres gets: none of ours, where PGDATA or PGOPTIONS may stand. LC_ALL keeps its messages in
 * the language we read them in. (Cast, as Next's types want NODE_ENV in every environment.)
 */
export const ENVIRONMENT = {
  PATH: "/usr/sbin:/usr/bin:/sbin:/bin",
  HOME: "/",
  LC_ALL: "C",
  TZ: "UTC",
} as Readonly<Record<string, string>> as NodeJS.ProcessEnv;

/** Runs a program to its end as `account`. `lastWords` is its last complaint, for an operator. */
export async function run(account: Account, program: string, programArgs: readonly string[]) {
  const { command, args, identity } = commandOf(account, program, programArgs);
  return new Promise<{ ok: boolean; lastWords: string }>((resolve) => {
    // Not in our folder, which the account may not be let into: initdb wants to know where it is.
    const child = spawn(command, args, {
      ...identity,
      cwd: "/",
      env: ENVIRONMENT,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    child.once("error", (error) => resolve({ ok: false, lastWords: error.message }));
    child.once("close", (code, signal) =>
      resolve({ ok: code === 0, lastWords: complaint(said) ?? `${code ?? signal}` }),
    );
  });
}

/** The last line that names an error, or else the last line. */
function complaint(text: string): string | undefined {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.findLast((line) => /error|fatal/i.test(line)) ?? lines.at(-1);
}
