// npm run footfall -- <command>: installs and bundles what is missing, then runs the command.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bundle, install, loadEnvFile, root } from "../server/prepare.mjs";

install();
await bundle();
await loadEnvFile();
await import(pathToFileURL(path.join(root, "dist/footfall.mjs")).href);
