#!/usr/bin/env node
// Stands in for Prisma's native schema engine: the same command line and JSON-RPC on stdio, answered by
// @prisma/schema-engine-wasm, because the native one has to be downloaded. The CLI finds it by PRISMA_SCHEMA_ENGINE_BINARY.
import fs from "node:fs";
import { canConnect, createDatabase, dropDatabase } from "./schema-engine/databases.mjs";
import { createEngine } from "./schema-engine/engine.mjs";
import { logLine, serve } from "./schema-engine/rpc.mjs";

const args = process.argv.slice(2);
const optionValues = (name) => args.flatMap((arg, index) => (arg === name ? [args[index + 1]] : []));

if (args.includes("--version")) {
  console.log("schema-engine-cli wasm");
  process.exit(0);
}

const datasource = JSON.parse(optionValues("--datasource")[0] ?? "{}");
const url = datasource.url ?? process.env.DATABASE_URL;

if (args.includes("cli")) await runDatabaseCommand();
else {
  const datamodels = optionValues("--datamodels").map((file) => [file, fs.readFileSync(file, "utf8")]);
  const engine = createEngine({ url, shadowDatabaseUrl: datasource.shadowDatabaseUrl, datamodels });
  await serve(engine);
}

/** `cli can-connect-to-database | create-database | drop-database`: exit code 0, or a log line that the CLI reads the code from. */
async function runDatabaseCommand() {
  try {
    if (args.includes("can-connect-to-database")) await canConnect(url);
    else if (args.includes("create-database")) await createDatabase(url);
    else if (args.includes("drop-database")) await dropDatabase(url);
    process.exit(0);
  } catch (error) {
    const code = { "3D000": "P1003", "28P01": "P1000" }[error.code] ?? "P1001";
    // The CLI takes the last line as the error and expects one before it.
    logLine("INFO", "schema-engine-wasm");
    logLine("ERROR", error.message, { error_code: code, is_panic: false, meta: {} });
    process.exit(1);
  }
}
