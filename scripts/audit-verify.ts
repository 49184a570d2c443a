// Run by scripts/audit-verify.mjs, which finds the database.
import { parseArgs } from "node:util";
import { verifyAndTell } from "@/lib/server/audit/verify-and-tell";
import { db } from "@/lib/server/db/client";

const { values } = parseArgs({
  options: { organization: { type: "string" }, head: { type: "string", multiple: true, default: [] } },
});
const { isIntact, lines } = await verifyAndTell({ organization: values.organization, heads: values.head });
for (const line of lines) console.log(line);
await db.$disconnect();
process.exitCode = isIntact ? 0 : 1;
