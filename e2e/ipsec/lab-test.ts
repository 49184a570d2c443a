import { describe, inject, onTestFinished } from "vitest";
import type { Ground } from "./ground";
import type { Layer } from "./packages";
import { type Host, makeWorld, type World } from "./world";

const lab = inject("lab");

/** Tests that need no tunnel interface: the quickest ground there is. */
export const quickest: Ground | null = lab.userspace;

/** Tests in which routes point at tunnel interfaces. */
export const routeBased: Ground | null = lab.kernel;

/** A group of tests that is skipped, by a name that says why, where its ground is not to be had. */
export function describeOn(ground: Ground | null, name: string, tests: (ground: Ground) => void): void {
  if (ground !== null) describe(name, () => tests(ground));
  else describe.skip(`${name} (${lab.reason ?? "no kernel with ESP and tunnel interfaces"})`, () => tests("userspace"));
}

/** A world of this test's own. */
export async function worldFor(ground: Ground, layers?: Partial<Record<Host, readonly Layer[]>>): Promise<World> {
  const world = await makeWorld(ground, layers);
  onTestFinished(() => world.end());
  return world;
}
