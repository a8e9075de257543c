import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = { "@": path.resolve(import.meta.dirname) };

export default defineConfig({
  resolve: { alias },
  test: {
    // One worker less than processors is the default: on two of them a single one, which mostly waits for Postgres.
    maxWorkers: 3,
    projects: [
      {
        resolve: { alias },
        // Rules are pure: their files may share what they import.
        test: {
          name: "unit",
          isolate: false,
          testTimeout: 30_000,
          include: ["tests/unit/**/*.test.ts", "tests/architecture.test.ts"],
        },
      },
      {
        resolve: { alias },
        test: {
          name: "db",
          include: ["tests/db/**/*.test.ts"],
          globalSetup: ["tests/fixtures/postgres-for-tests.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        // Real processes are started and killed here: one file at a time on two cores.
        test: {
          name: "process",
          include: ["tests/process/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
