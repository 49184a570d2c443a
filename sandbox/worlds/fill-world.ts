import type { World } from "../world";
import { fillCompany } from "./company";
import { fillDemo } from "./demo";
import { fillLab } from "./lab";
import { fillScale } from "./scale";

/** Where prepared worlds stand: the account of the `testing` key, in Seoul. */
export const home = { account: "111122223333", region: "ap-northeast-2" } as const;

/** Prepared worlds by name. `scale:1000`, which is none of these, has a thousand connections. */
const prepared = {
  empty: () => undefined,
  demo: fillDemo,
  lab: fillLab,
  company: fillCompany,
};

export type WorldName = keyof typeof prepared | `scale:${number}`;

/** What may stand for a world, for people. */
export const worldChoices = [...Object.keys(prepared), "scale:N"];

export function isWorldName(name: string): name is WorldName {
  return isPrepared(name) || /^scale:\d{1,5}$/.test(name);
}

/** Fills a new world. Things in it are made in its past, so that they have an age; its time ends where it was. */
export function fillWorld(name: WorldName, world: World): void {
  if (isPrepared(name)) prepared[name](world);
  else fillScale(world, Number(name.slice("scale:".length)));
}

function isPrepared(name: string): name is keyof typeof prepared {
  return Object.hasOwn(prepared, name);
}
