import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { OidcServer } from "../fixtures/oidc-server";

/** The whole product as an operator starts it, on a fresh data folder and a free port, for all browser tests. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "footfall-e2e-"));
  const reports = await mkdtemp(path.join(os.tmpdir(), "footfall-e2e-reports-"));
  const port = await freePort();
  const orcid = await OidcServer.start();
  const server = spawn(process.execPath, ["lib/server/start.mjs"], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: "",
      DATA_DIR: folder,
      PORT: String(port),
      HOST: "127.0.0.1",
      EXPORT_DIR: reports,
      // Shown on "how we count" as it is set.
      ROBOT_REQUESTS_PER_DAY: "4321",
      ORCID_CLIENT_ID: OidcServer.client.clientId,
      ORCID_CLIENT_SECRET: OidcServer.client.clientSecret,
      ORCID_ISSUER: orcid.issuer,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  await ready(server);
  process.env.FOOTFALL_SITE = `http://localhost:${port}`;
  process.env.FOOTFALL_DATA = folder;
  process.env.FOOTFALL_REPORTS = reports;
  process.env.FOOTFALL_ORCID = orcid.issuer;
  return async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await ended;
    await orcid.stop();
    await rm(folder, { recursive: true, force: true });
    await rm(reports, { recursive: true, force: true });
  };
}

function ready(server: ChildProcess): Promise<void> {
  let said = "";
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk;
      if (said.includes("Footfall is ready")) resolve();
    };
    server.stdout?.on("data", listen);
    server.stderr?.on("data", listen);
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
