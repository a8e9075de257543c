// npm start: installs and builds what is missing, then runs the server in this very process.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build, install, loadEnvFile, root } from "./prepare.mjs";

install();
await build();
await loadEnvFile();
await import(pathToFileURL(path.join(root, "dist/main.mjs")).href);
