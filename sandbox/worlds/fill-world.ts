import type { World } from "../world";
import { fillDemo } from "./demo";
import { fillLab } from "./lab";
import { fillScale } from "./scale";

/** Where prepared worlds stand: the account of the `testing` key, in Seoul. */
export const home = { account: "111122223333", region: "ap-northeast-2" } as const;

/** `scale:1000` has a thousand connections. */
export type WorldName = "empty" | "demo" | "lab" | `scale:${number}`;

export function isWorldName(name: string): name is WorldName {
  return name === "empty" || name === "demo" || name === "lab" || /^scale:\d{1,5}$/.test(name);
}

/** Fills a new world. Things in it are made in its past, so that they have an age; its time ends where it was. */
export function fillWorld(name: WorldName, world: World): void {
  if (name === "demo") fillDemo(world);
  else if (name === "lab") fillLab(world);
  else if (name !== "empty") fillScale(world, Number(name.slice("scale:".length)));
}
