import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const sources = ["app", "components", "lib", "worker"].flatMap((folder) =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name}`)
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|\/generated\//.test(name)),
);
const textOf = (file: string) => fs.readFileSync(path.join(root, file), "utf8");

describe("import rules", () => {
  let checkout: string;

  // The rules on a small tree of their own, so that what they forbid never has to stand in ours.
  beforeAll(() => {
    checkout = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "underpass-imports-")));
    for (const name of [".dependency-cruiser.cjs", "tsconfig.json", "package.json"]) {
      fs.copyFileSync(path.join(root, name), path.join(checkout, name));
    }
    fs.symlinkSync(path.join(root, "node_modules"), path.join(checkout, "node_modules"));
    for (const name of [
      "lib/server/db/client",
      "lib/server/runs/advance",
      "lib/domain/net/cidr",
      "lib/domain/kinds/vpc",
      "components/ui/button",
    ]) {
      write(`${name}.ts`, "export interface Thing { a: 1 }\nexport const thing = 1;");
    }
  });

  afterAll(() => fs.rmSync(checkout, { recursive: true, force: true }));

  test.each([
    ["components/map.tsx", 'import { thing } from "@/lib/server/db/client";\nexport const a = <p>{thing}</p>;'],
    ["components/map.tsx", 'import type { Thing } from "@/lib/server/db/client";\nexport type A = Thing;'],
    ["lib/domain/plan/x.ts", 'import { thing } from "../../server/db/client";\nexport const a = thing;'],
    ["lib/domain/plan/x.ts", 'import fs from "node:fs";\nexport const a = fs;'],
    ["lib/domain/plan/x.ts", 'import pg from "pg";\nexport const a = pg;'],
    ["lib/domain/net/x.ts", 'import { thing } from "../kinds/vpc";\nexport const a = thing;'],
    ["lib/server/audit/x.ts", 'import { thing } from "../runs/advance";\nexport const a = thing;'],
    ["lib/server/audit/x.ts", 'import { thing } from "@/components/ui/button";\nexport const a = thing;'],
    ["app/page.tsx", 'import { thing } from "@/lib/server/db/client";\nexport const a = thing;'],
    ["app/page.tsx", 'import { EC2Client } from "@aws-sdk/client-ec2";\nexport const a = EC2Client;'],
    ["sandbox/x.ts", 'import { thing } from "@/lib/domain/net/cidr";\nexport const a = thing;'],
  ])("%s may not say %j", (file, text) => {
    expect(violationsWith(file, text)).toBe(1);
  });

  test.each([
    ["components/map.tsx", 'import { thing } from "@/lib/domain/net/cidr";\nexport const a = <p>{thing}</p>;'],
    [
      "lib/domain/kinds/x.ts",
      'import { thing } from "../net/cidr";\nimport { z } from "zod";\nexport const a = [thing, z];',
    ],
    ["lib/server/runs/x.ts", 'import { thing } from "../db/client";\nexport const a = thing;'],
  ])("%s may say %j", (file, text) => {
    expect(violationsWith(file, text)).toBe(0);
  });

  function violationsWith(file: string, text: string): number {
    write(file, text);
    const cruiser = path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
    const args = [cruiser, "--config", ".dependency-cruiser.cjs", "--output-type", "json", file];
    try {
      return JSON.parse(execFileSync(process.execPath, args, { cwd: checkout, encoding: "utf8" })).summary.error;
    } catch (error) {
      // It ends with the number of violations as its exit code.
      const { stdout } = error as { stdout: string };
      return JSON.parse(stdout).summary.error;
    } finally {
      fs.rmSync(path.join(checkout, file));
    }
  }

  function write(name: string, text: string): void {
    const file = path.join(checkout, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
});

test('a "use server" file exports only what asks who calls: anything else would be a public endpoint', () => {
  const actionFiles = sources.filter((file) => /^\s*["']use server["']/m.test(textOf(file)));
  expect(actionFiles.length).toBeGreaterThan(0);
  const open = actionFiles.flatMap((file) =>
    [...textOf(file).matchAll(/^export .*$/gm)]
      .map(([line]) => line)
      .filter(
        (line) =>
          !/^export (const \w+ = define(Action|EnvironmentAction|PublicForm|PublicAction|PublicCall)\b|type |interface )/.test(
            line,
          ),
      )
      .map((line) => `${file}: ${line}`),
  );
  expect(open).toEqual([]);
});

test("every server file refuses to be bundled for the browser", () => {
  // path-header is a bare name that proxy.ts needs as well.
  const server = sources.filter((file) => file.startsWith("lib/server/") && !file.endsWith("/path-header.ts"));
  const unguarded = server.filter((file) => !/^import "server-only";|^"use server";/m.test(textOf(file)));
  expect(unguarded).toEqual([]);
});

test("the AWS SDK is used at run time in lib/server/aws only; elsewhere it gives types", () => {
  const users = sources.filter((file) => !file.startsWith("lib/server/aws/"));
  const offenders = users.filter((file) => /^import (?!type )[^;]*from "@(aws-sdk|smithy)\//m.test(textOf(file)));
  expect(offenders).toEqual([]);
});

test("a secret is revealed in five places: to a step, AWS or a provider that needs it, in a configuration that is downloaded, and to the holder of a link", () => {
  const places = sources.filter((file) => /\.reveal\(\)/.test(textOf(file)) && !file.startsWith("lib/server/secrets/"));
  const known = [
    "lib/server/aws/",
    "lib/server/auth/sso/open-provider.ts",
    "lib/server/runs/resolve-late.ts",
    "lib/server/network/device-config.ts",
    "lib/server/handover/visit-link.ts",
  ];
  expect(places.filter((file) => !known.some((place) => file.startsWith(place)))).toEqual([]);
});
