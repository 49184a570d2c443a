import path from "node:path";
import { defineConfig } from "vitest/config";
import LongestFirst from "./scripts/test/longest-first";
import "./scripts/test/map-group-by.mjs";

const root = import.meta.dirname;

// unit: pure, seconds for all. db: a real Postgres, one database for each file. sandbox: real clients against our EC2.
// faults: runs that are disturbed at every point there is, which takes half an hour.
// terraform: all that Terraform's AWS provider knows of VPNs. It waits by the wall clock, so it is not in `npm test`.
const databaseTests = ["{app,components,lib,worker,scripts}/**/*.db.test.{ts,tsx}"];
const sandboxTests = ["sandbox/**/*.test.ts", "{lib,worker,scripts}/**/*.sandbox.test.ts"];
const terraformTests = ["sandbox/terraform/**/*.long.test.ts"];
const faultTests = ["{app,worker}/**/*.faults.test.ts"];
// ipsec: the downloaded files, tried by real daemons in networks of their own; two of its files are part of `npm test`.
const ipsecTests = ["e2e/ipsec/**/*.lab.test.ts"];
const races = "lib/server/changes/races.db.test.ts";
const generated = ["**/node_modules/**", "**/.next*/**", ".underpass/**"];

export default defineConfig({
  resolve: {
    alias: {
      "@": root,
      // It throws outside of Next, which is its purpose.
      "server-only": path.join(root, "scripts/test/server-only.ts"),
    },
  },
  test: {
    // One a core, not one less: the tests wait for databases and sockets more than they compute.
    maxWorkers: "100%",
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["*.test.ts", "{app,components,i18n,lib,scripts,worker}/**/*.test.{ts,tsx}"],
          exclude: [...databaseTests, ...sandboxTests, ...faultTests, ...generated],
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: databaseTests,
          exclude: generated,
          globalSetup: "scripts/test/database-server.ts",
          setupFiles: "scripts/test/own-database.ts",
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "sandbox",
          include: sandboxTests,
          exclude: [...databaseTests, ...terraformTests, ...generated],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "faults",
          include: [...faultTests, races],
          exclude: generated,
          env: { RACE_ROUNDS: "1000" },
          globalSetup: "scripts/test/database-server.ts",
          setupFiles: "scripts/test/own-database.ts",
        },
      },
      {
        extends: true,
        test: {
          name: "terraform",
          include: terraformTests,
          exclude: generated,
        },
      },
      {
        extends: true,
        test: {
          name: "ipsec",
          include: ipsecTests,
          exclude: generated,
          globalSetup: "e2e/ipsec/prepare.ts",
          // An emulated kernel on a machine with other work takes its time.
          testTimeout: 300_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
