// npm run bench: measures what docs/performance.md says. Flags: --only lookups,page,catalogue,standings,ingest,import,recount,queries; --quick; --huge; --write.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { build, install, root } from "../../lib/server/prepare.mjs";

install();
await build();
const { build: esbuild } = await import("esbuild");
await esbuild({
  absWorkingDir: root,
  entryPoints: ["main", "load", "page-readers"].map((name) => ({ in: `tests/bench/${name}.ts`, out: name })),
  outdir: "dist/bench",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  target: "node20.9",
  format: "esm",
  packages: "external",
  sourcemap: "linked",
  logLevel: "warning",
});
const { status } = spawnSync(
  process.execPath,
  ["--enable-source-maps", path.join(root, "dist/bench/main.mjs"), ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit" },
);
process.exitCode = status ?? 1;
