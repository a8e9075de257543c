import { createServer, type Server } from "node:http";
import type { Env } from "@/lib/env";
import { StartError } from "./start-error";

/** Found out before anything is started, so that a refusal leaves nothing behind. */
export async function requireFreePort(env: Env): Promise<void> {
  const probe = createServer();
  await listen(probe, env);
  await new Promise((resolve) => probe.close(resolve));
}

/** Opens the port, or says in a line why not. */
export function listen(server: Server, { PORT, HOST }: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (fault: NodeJS.ErrnoException) => {
      if (fault.code === "EADDRINUSE")
        reject(new StartError(`Port ${PORT} is taken: stop what listens there, or set PORT.`));
      else if (fault.code === "EACCES")
        reject(new StartError(`Port ${PORT} may not be opened by this user: set PORT.`));
      else if (fault.code === "EADDRNOTAVAIL") reject(new StartError(`HOST ${HOST} is no address of this machine.`));
      else reject(fault);
    });
    server.listen(PORT, HOST, resolve);
  });
}
