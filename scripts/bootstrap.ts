// Run by scripts/start once the database is migrated: looks whether its keys open, and creates what an empty one lacks.
import { z } from "zod";
import { ensureOrganization } from "@/lib/server/auth/bootstrap";
import { db } from "@/lib/server/db/client";
import { ensureDemoEnvironment } from "@/lib/server/environments/demo";
import { whyKeysStayShut } from "@/lib/server/secrets/rotate-and-tell";

const settings = z
  .object({
    UNDERPASS_ADMIN_EMAIL: z.email(),
    UNDERPASS_ADMIN_PASSWORD: z.string().min(10),
    // Both are set with UNDERPASS_DEMO.
    UNDERPASS_DEMO_URL: z.url().optional(),
    UNDERPASS_DEMO_CONTROL_URL: z.url().optional(),
  })
  .parse(process.env);

const whyShut = await whyKeysStayShut();
if (whyShut !== null) {
  console.error(whyShut);
  process.exit(1);
}
const { organizationId } = await ensureOrganization({
  email: settings.UNDERPASS_ADMIN_EMAIL,
  password: settings.UNDERPASS_ADMIN_PASSWORD,
});
const { UNDERPASS_DEMO_URL: url, UNDERPASS_DEMO_CONTROL_URL: controlUrl } = settings;
if (url && controlUrl) await ensureDemoEnvironment({ organizationId, url, controlUrl });
await db.$disconnect();
