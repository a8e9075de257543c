import { execFile } from "node:child_process";
import { appendFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { environment, root } from "./footfall-process";

test("commands that are started at once all do their work, also after an update of the program", async () => {
  const help = () =>
    promisify(execFile)(process.execPath, ["lib/cli/footfall.mjs", "--help"], { cwd: root, env: environment({}) });
  for (let round = 0; round < 3; round += 1) {
    // What an older program left behind is made anew by each of them.
    appendFileSync(path.join(root, "dist/footfall.mjs"), "\n// older\n");
    const said = await Promise.all(Array.from({ length: 6 }, help));
    expect(said.map(({ stdout }) => stdout.split("\n")[0])).toEqual(
      Array(6).fill("npm run footfall -- COMMAND [--help] [--json]"),
    );
  }
});
