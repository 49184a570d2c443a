import "server-only";
import { recordAudit } from "../audit/record-audit";
import { db } from "../db/client";
import { sealKeys } from "./seal-keys";

const SLUG = "seoul-demo";

interface DemoSandbox {
  organizationId: string;
  /** Where the sandbox answers as EC2 and STS. */
  url: string;
  controlUrl: string;
}

/**
 * The sandbox environment that a first visitor finds, with a small company in it. A later start only corrects where the
 * sandbox is; what people changed beside that stays.
 */
export async function ensureDemoEnvironment({ organizationId, url, controlUrl }: DemoSandbox): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('underpass demo environment'))`;
    const existing = await tx.environment.findUnique({ where: { slug: SLUG }, select: { id: true } });
    if (existing) {
      await tx.environment.update({ where: { id: existing.id }, data: { endpointUrl: url, controlUrl } });
      return;
    }
    const environment = await tx.environment.create({
      data: {
        organizationId,
        slug: SLUG,
        name: "Seoul (sandbox)",
        purpose: "sandbox",
        region: "ap-northeast-2",
        endpointUrl: url,
        controlUrl,
        credentials: { mode: "default" },
        selfApproval: true,
        refreshSeconds: 5,
      },
      select: { id: true, name: true },
    });
    const keys = { accessKeyId: "testing", secretAccessKey: "testing", sessionToken: "" };
    const credentials = await sealKeys(tx, environment.id, keys);
    await tx.environment.update({ where: { id: environment.id }, data: { credentials } });
    await recordAudit(tx, {
      actor: { id: null, name: "npm start" },
      organizationId,
      environmentId: environment.id,
      action: "environment.created",
      subject: environment.name,
    });
  });
}
