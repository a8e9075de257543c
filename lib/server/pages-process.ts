import { rmSync } from "node:fs";
import { createServer } from "node:http";
import next from "next";
import { stopSharedDoors } from "@/lib/collector/shared";
import { childOf } from "./child";

// The Next process behind the collector. It listens on a socket that only the collector's user can open.
const socket = process.argv[2];
const folder = process.argv[3];
if (!socket || !folder) throw new Error("the pages process needs a socket and the project's folder");
const app = next({ dev: false, dir: folder, quiet: true });
await app.prepare();
const handle = app.getRequestHandler();
const server = createServer((request, response) => void handle(request, response));
// The collector in front keeps its connections; closing them here first would fail requests on the way.
server.keepAliveTimeout = 120_000;
const { ready } = childOf(async () => {
  server.closeAllConnections();
  server.close();
  await app.close();
  await stopSharedDoors();
});
// One that was killed leaves its socket behind.
rmSync(socket, { force: true });
server.listen(socket, ready);
