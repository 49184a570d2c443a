import type { TestProject } from "vitest/node";
import { type Grounds, lookAtMachine } from "./ground";
import { prepareLayers } from "./packages";

declare module "vitest" {
  interface ProvidedContext {
    lab: Lab;
  }
}

/** What the tests of this run can stand on, and why those that cannot are skipped. */
export interface Lab extends Omit<Grounds, "findings"> {
  reason: string | null;
}

/** Looks at the machine and unpacks the daemons, once for all files. UNDERPASS_IPSEC=short does without a guest kernel. */
export default async function prepare({ provide }: TestProject): Promise<void> {
  const lab = await prepareLab(process.env.UNDERPASS_IPSEC !== "short");
  provide("lab", lab);
}

async function prepareLab(withGuest: boolean): Promise<Lab> {
  const reason = await prepareLayers(["tools", "strongswan", "libreswan", "routing"]);
  if (reason !== null) return without(reason);
  const { findings, ...grounds } = await lookAtMachine({ withGuest });
  if (grounds.userspace === null && grounds.kernel === null) return without(findings.join("; "));
  if (grounds.kernel === "guest kernel") {
    const guestReason = await prepareLayers(["guest"]);
    if (guestReason !== null) return { ...grounds, kernel: null, reason: guestReason };
  }
  for (const finding of findings) console.log(`ipsec: ${finding}`);
  return { ...grounds, reason: null };
}

function without(reason: string): Lab {
  console.log(`ipsec: nothing can be tried: ${reason}`);
  return { userspace: null, kernel: null, reason };
}
