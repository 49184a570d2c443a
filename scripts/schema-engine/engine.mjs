import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { createAdapterFactory } from "./adapter.mjs";
import { createDatabase } from "./databases.mjs";
import { logLine, print } from "./rpc.mjs";

/**
 * The engine behind the JSON-RPC methods: `call(method, params)` and `close()`. The WASM is loaded and the database opened
 * with the first call that needs them.
 */
export function createEngine({ url, shadowDatabaseUrl, datamodels }) {
  const { factory, close } = createAdapterFactory({ url, shadowDatabaseUrl });
  let loading;
  const load = () => {
    loading ??= loadWasm().then((SchemaEngine) =>
      SchemaEngine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, () => {}, factory),
    );
    return loading;
  };
  const diff = async (params) => (await load()).diff(params);

  // What the WASM cannot do by itself, or answers in another form than the native engine.
  const methods = {
    getDatabaseVersion: async () => (await load()).version(),
    createDatabase: async () => ({ databaseName: await createDatabase(url) }),
    createMigration: (params) => createMigration(diff, params),
    evaluateDataLoss: (params) => evaluateDataLoss(diff, params),
    diff: async (params) => {
      const { stdout, ...rest } = await diff({ shadowDatabaseUrl: null, ...params });
      if (stdout) print(stdout);
      return { ...rest, stdout: null };
    },
  };
  return {
    call: async (method, params) => (methods[method] ? methods[method](params) : (await load())[method](params)),
    close,
  };
}

/** The WASM's own createMigration cannot open a shadow database; `diff` can, and gives the same script. */
async function createMigration(diff, params) {
  const { stdout } = await diff({
    from: fromMigrations(params.migrationsList),
    to: { tag: "schemaDatamodel", ...params.schema },
    script: true,
    shadowDatabaseUrl: null,
    exitCode: null,
    filters: params.filters,
  });
  const script = stdout ?? "";
  const isEmpty = script.trim() === "" || /^-- This is an empty migration\.\s*$/.test(script);
  const name = params.migrationName.toLowerCase().replace(/[^a-z0-9]+/g, "_");
  return {
    connectorType: "postgresql",
    generatedMigrationName: `${timestamp()}_${name}`.replace(/_$/, ""),
    migrationScript: isEmpty && !params.draft ? null : script,
    extension: "sql",
  };
}

/** Says whether there is something to migrate. What a step would lose is not known here: no data-loss warnings. */
async function evaluateDataLoss(diff, params) {
  const { exitCode } = await diff({
    from: fromMigrations(params.migrationsList),
    to: { tag: "schemaDatamodel", ...params.schema },
    script: false,
    shadowDatabaseUrl: null,
    exitCode: true,
    filters: params.filters,
  });
  return { migrationSteps: exitCode === 2 ? 1 : 0, unexecutableSteps: [], warnings: [] };
}

function fromMigrations(list) {
  return list.migrationDirectories.length > 0 ? { tag: "migrations", ...list } : { tag: "empty" };
}

function timestamp() {
  return new Date().toISOString().replace(/\D/g, "").slice(0, 14);
}

async function loadWasm() {
  // Without the registry a panic would end the process with exit code 0 and no word.
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => logLine("ERROR", message, { is_panic: true }) };
  const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = fs.readFileSync(path.join(path.dirname(entry), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings.SchemaEngine;
}
