import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright";

export interface Browser {
  executablePath: string;
  env: Record<string, string>;
}

const SYSTEM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A Chromium to test with: CHROMIUM_PATH, Playwright's own, the system's, or the one that comes from npm. */
export async function findChromium(): Promise<Browser> {
  const present = [process.env.CHROMIUM_PATH, chromium.executablePath(), ...SYSTEM].find(
    (file) => file && existsSync(file),
  );
  return present ? { executablePath: present, env: {} } : chromiumFromNpm();
}

/** The npm package is made for a host without libraries: told that it is on one, it unpacks its own beside itself. */
async function chromiumFromNpm(): Promise<Browser> {
  const folder = path.resolve("node_modules/.cache/chromium");
  mkdirSync(folder, { recursive: true });
  const before = { TMPDIR: process.env.TMPDIR, AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV };
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" });
  const { default: packaged } = await import("@sparticuz/chromium");
  const executablePath = await packaged.executablePath();
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  return {
    executablePath,
    env: { LD_LIBRARY_PATH: path.join(folder, "al2023/lib"), FONTCONFIG_FILE: fontsIn(folder), XDG_CACHE_HOME: folder },
  };
}

/** The package's own list of fonts names folders of its host, and without a single font Chromium dies at the first page. */
function fontsIn(folder: string): string {
  const list = path.join(folder, "fonts.conf");
  const folders = [path.join(folder, "fonts"), "/usr/share/fonts"].map((fonts) => `<dir>${fonts}</dir>`).join("");
  writeFileSync(list, `<fontconfig>${folders}<cachedir>${path.join(folder, "fonts-cache")}</cachedir></fontconfig>`);
  return list;
}
