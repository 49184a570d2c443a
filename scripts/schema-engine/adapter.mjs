import crypto from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { parseUrl } from "./databases.mjs";

const CHAR_OID = 18;
const BPCHAR_OID = 1042;

/**
 * The database access that the WASM engine asks for, and a function that closes it. Differs from plain adapter-pg in four
 * places, each of which made the engine fail: see the comments.
 */
export function createAdapterFactory({ url, shadowDatabaseUrl }) {
  const settings = parseUrl(url);
  const schema = new URL(url).searchParams.get("schema") ?? "public";
  const pools = [];

  const openPool = (config) => {
    const pool = createPool(config);
    pools.push(pool);
    return pool;
  };
  const main = openPool(settings);

  const factory = bindMigrationAwareSqlAdapterFactory({
    adapterName: "@prisma/adapter-pg",
    provider: "postgres",
    connect: () => createAdapter(main, schema),
    // adapter-pg given a connection string would replay the migrations onto the main database.
    connectToShadowDb: async () => {
      if (shadowDatabaseUrl) return createAdapter(openPool(parseUrl(shadowDatabaseUrl)), schema);
      const database = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
      await main.query(`CREATE DATABASE "${database}"`);
      const shadow = openPool({ ...settings, database });
      return createAdapter(shadow, schema, async () => {
        await shadow.end();
        await main.query(`DROP DATABASE "${database}" WITH (FORCE)`);
      });
    },
  });
  const close = () => Promise.all(pools.filter((pool) => !pool.ended).map((pool) => pool.end()));
  return { factory, close };
}

/** One connection: the engine's advisory lock belongs to a session. */
function createPool(config) {
  const pool = new pg.Pool({ ...config, max: 1 });
  pool.on("error", () => {});
  const query = pool.query.bind(pool);
  pool.query = async (...args) => {
    const result = await query(...args);
    pool.charColumns = Array.isArray(result) ? [] : disguiseCharColumns(result.fields ?? []);
    return result;
  };
  return pool;
}

/** adapter-pg does not know Postgres's internal type "char" and refuses it; it passes as a padded character. */
function disguiseCharColumns(fields) {
  return fields.flatMap((field, index) => {
    if (field.dataTypeID !== CHAR_OID) return [];
    field.dataTypeID = BPCHAR_OID;
    return [index];
  });
}

async function createAdapter(pool, schema, dispose = async () => {}) {
  const adapter = await new PrismaPg(pool, { schema }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    // Without this the WASM panics on the columns disguised above.
    for (const index of pool.charColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  // adapter-pg's own splits the script at every semicolon, also inside function bodies.
  adapter.executeScript = async (script) => {
    try {
      await pool.query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  adapter.dispose = dispose;
  return adapter;
}
