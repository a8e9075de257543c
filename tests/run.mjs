// npm test: installs what is missing, then types, lint, unit, database, process and browser tests.
// npm run check: what needs neither a database nor a build. It ends with what failed and why, and how many tests passed and failed:
// of a long log often only the end is kept.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { build, install, root } from "../lib/server/prepare.mjs";

const quick = process.argv.includes("--check");
const results = path.join(root, "test-results");
const bin = (name) => path.join(root, "node_modules/.bin", name);

install();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

/** Runs a step and says how it went; a later step runs all the same, so that one run tells everything. */
function step(name, command, args, env = {}) {
  console.log(`\n── ${name}`);
  const began = Date.now();
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
  });
  if (status !== 0) failures.push(`${name}: ended with ${status ?? "a signal"}`);
  console.log(`── ${name}: ${status === 0 ? "well" : "FAILED"} after ${((Date.now() - began) / 1000).toFixed(0)} s`);
  return status === 0;
}

const vitest = (project) =>
  step(`${project} tests`, bin("vitest"), [
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${path.join(results, `${project}.json`)}`,
  ]);

/** What failed, in a few lines each. */
const failures = [];
const steps = [
  step("types of the routes", bin("next"), ["typegen"]),
  step("types", bin("tsc"), ["--noEmit"]),
  step("lint", bin("biome"), ["check", "."]),
  vitest("unit"),
];
if (!quick) {
  steps.push(vitest("db"));
  await build();
  steps.push(vitest("process"));
  steps.push(step("browser tests", bin("playwright"), ["test"]));
}

const counts = { passed: 0, failed: 0, skipped: 0 };
for (const project of ["unit", "db", "process"])
  add(project, (json) => ({
    passed: json.numPassedTests,
    skipped: json.numPendingTests,
    failed: json.testResults.flatMap(({ name, message, status, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === "failed");
      // A file that could not be read, or whose setting up failed, has no test that says so.
      if (failed.length === 0 && status === "failed") return [{ test: path.relative(root, name), why: message }];
      return failed.map((test) => ({
        test: `${path.relative(root, name)} › ${test.fullName}`,
        why: test.failureMessages.join("\n"),
      }));
    }),
  }));
add("e2e", ({ stats, suites }) => ({
  passed: stats.expected,
  skipped: stats.skipped,
  failed: suites.flatMap(failedSpecs),
}));
for (const failure of failures) console.log(`\n✗ ${failure}`);
// A step that failed without a failed test (types, lint, a crash) is a failure to be seen in the count too.
if (counts.failed === 0) counts.failed = steps.filter((well) => !well).length;
console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed === 0 && steps.every(Boolean) ? 0 : 1);

function add(name, read) {
  const file = path.join(results, `${name}.json`);
  if (!existsSync(file)) return;
  const { passed, failed, skipped } = read(JSON.parse(readFileSync(file, "utf8")));
  counts.passed += passed;
  counts.failed += failed.length;
  counts.skipped += skipped;
  for (const { test, why } of failed)
    failures.push(`${test}\n${stripVTControlCharacters(why).split("\n").slice(0, 12).join("\n")}`);
}

/** The tests of a suite of Playwright's, and of those in it, that failed, or passed only when tried again. */
function failedSpecs({ file, suites = [], specs = [] }) {
  const failed = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ results }) => ({
        test: `${file} › ${title}`,
        why: results.flatMap(({ errors }) => errors.map(({ message }) => message)).join("\n"),
      })),
  );
  return [...failed, ...suites.flatMap(failedSpecs)];
}
