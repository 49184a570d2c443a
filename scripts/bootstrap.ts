// Run by scripts/start once the database is migrated: creates what an empty one lacks, and changes nothing else.
import { z } from "zod";
import { ensureOrganization } from "@/lib/server/auth/bootstrap";
import { db } from "@/lib/server/db/client";

const settings = z
  .object({ UNDERPASS_ADMIN_EMAIL: z.email(), UNDERPASS_ADMIN_PASSWORD: z.string().min(10) })
  .parse(process.env);

await ensureOrganization({ email: settings.UNDERPASS_ADMIN_EMAIL, password: settings.UNDERPASS_ADMIN_PASSWORD });
await db.$disconnect();
