import type { SandboxControl } from "../control-client";
import { isGone } from "../references";
import { decodeWorlds } from "../saved-state";
import { OutsideAddresses } from "../vpn/outside-addresses";
import type { World } from "../world";

/** Everything users have in any account and Region, by id or name; what is only listed as deleted is not there. */
export async function resourcesLeft(control: SandboxControl): Promise<string[]> {
  const { state } = await control.getState();
  const worlds = decodeWorlds(Buffer.from(state, "base64"), { outsideAddresses: new OutsideAddresses(), elsewhere });
  if (!worlds) throw new Error("The state is of another version");
  return worlds.flatMap(resourcesOf);
}

function resourcesOf(world: World): string[] {
  const rows = world.tables.flatMap((table): { id: string }[] => table.all());
  const ids = rows.filter((row) => !isGone(row) && !isAmazons(row)).map(({ id }) => id);
  return [...ids, ...world.logGroups.keys(), ...world.secrets.keys()];
}

/** The DHCP options and prefix lists that every Region has. */
function isAmazons(row: object): boolean {
  if ("options" in row && "isDefault" in row) return row.isDefault === true;
  return "maxEntries" in row && row.maxEntries === undefined;
}

function elsewhere(account: string, region: string): never {
  throw new Error(`Nothing of ${account} in ${region} is looked at here`);
}
