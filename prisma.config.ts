import path from "node:path";
import { defineConfig } from "prisma/config";

// Prisma's CLI wants to download its native schema engine. The same engine exists as WASM on npm; scripts/schema-engine.mjs
// speaks the native one's protocol in front of it. Windows cannot spawn an .mjs, so the CLI is left to its own ways there.
if (process.platform !== "win32") {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(import.meta.dirname, "scripts/schema-engine.mjs");
}
process.env.CHECKPOINT_DISABLE ??= "1";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  // `prisma generate` needs no database; what does need one gets DATABASE_URL from scripts/db.mjs or from the person.
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
