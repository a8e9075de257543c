import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Runs an operator's command on the site that is tested. */
export const footfall = (...args: string[]) =>
  promisify(execFile)(process.execPath, ["lib/cli/footfall.mjs", ...args], {
    env: { ...process.env, NODE_ENV: "production", DATABASE_URL: "", DATA_DIR: process.env.FOOTFALL_DATA ?? "" },
  });
