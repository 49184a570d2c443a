// Run by scripts/start once the database is migrated: creates what an empty one lacks, and changes nothing else.
import { z } from "zod";
import { ensureOrganization } from "@/lib/server/auth/bootstrap";
import { db } from "@/lib/server/db/client";
import { ensureDemoEnvironment } from "@/lib/server/environments/demo";

const settings = z
  .object({
    UNDERPASS_ADMIN_EMAIL: z.email(),
    UNDERPASS_ADMIN_PASSWORD: z.string().min(10),
    // Both are set with UNDERPASS_DEMO.
    UNDERPASS_DEMO_URL: z.url().optional(),
    UNDERPASS_DEMO_CONTROL_URL: z.url().optional(),
  })
  .parse(process.env);

const { organizationId } = await ensureOrganization({
  email: settings.UNDERPASS_ADMIN_EMAIL,
  password: settings.UNDERPASS_ADMIN_PASSWORD,
});
const { UNDERPASS_DEMO_URL: url, UNDERPASS_DEMO_CONTROL_URL: controlUrl } = settings;
if (url && controlUrl) await ensureDemoEnvironment({ organizationId, url, controlUrl });
await db.$disconnect();
