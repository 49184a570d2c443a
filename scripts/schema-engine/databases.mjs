import pg from "pg";

/** Connection settings of a postgres URL as node-postgres takes them; `?host=` names a socket folder. */
export function parseUrl(url) {
  const parsed = new URL(url);
  return {
    host: parsed.searchParams.get("host") ?? parsed.hostname,
    port: Number(parsed.port || 5432),
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database: parsed.pathname.slice(1) || "postgres",
    ssl: parsed.searchParams.get("sslmode") === "require" ? { rejectUnauthorized: false } : undefined,
  };
}

/** Connects once; throws what Postgres says. */
export async function canConnect(url) {
  const client = new pg.Client(parseUrl(url));
  await client.connect();
  await client.end();
}

/** Creates the URL's database unless it exists; returns its name. */
export async function createDatabase(url) {
  const { database } = parseUrl(url);
  await withMaintenanceClient(url, async (client) => {
    const found = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
  });
  return database;
}

/** Drops the URL's database and whoever is connected to it. */
export async function dropDatabase(url) {
  const { database } = parseUrl(url);
  await withMaintenanceClient(url, (client) =>
    client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(database)} WITH (FORCE)`),
  );
}

/** Databases are created from inside another one: `postgres`, or `template1` where that was removed. */
async function withMaintenanceClient(url, run) {
  let lastError;
  for (const database of ["postgres", "template1"]) {
    const client = new pg.Client({ ...parseUrl(url), database });
    try {
      await client.connect();
    } catch (error) {
      lastError = error;
      continue;
    }
    try {
      return await run(client);
    } finally {
      await client.end();
    }
  }
  throw lastError;
}
