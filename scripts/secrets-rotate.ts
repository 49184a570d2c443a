// Run by scripts/secrets-rotate.mjs, which finds the database and the secret.
import { db } from "@/lib/server/db/client";
import { rotateAndTell } from "@/lib/server/secrets/rotate-and-tell";

const { isComplete, lines } = await rotateAndTell();
for (const line of lines) console.log(line);
await db.$disconnect();
process.exitCode = isComplete ? 0 : 1;
