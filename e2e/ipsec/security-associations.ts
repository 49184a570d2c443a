import type { World } from "./world";

/** Waits until both tunnels have an IPsec SA at the customer gateway, and AWS's ends have told the VPC. */
export async function bothInstalled(world: World, { timeoutMs = 20_000 } = {}): Promise<void> {
  await installed(world, [1, 2], { timeoutMs });
}

/** The same for these tunnels, and no other. */
export async function installed(world: World, tunnels: readonly (1 | 2)[], { timeoutMs = 20_000 } = {}): Promise<void> {
  await world.until("cgw", installedTunnels, new RegExp(`^${tunnels.join(" ")}$`, "m"), { timeoutMs });
  const [first = 1] = tunnels;
  await answersThrough(world, first);
}

/** Pings through tunnel 1 alone and through tunnel 2 alone, of which the customer gateway takes the other down. */
export async function pingsThroughEach(world: World): Promise<[number, number]> {
  await takeDown(world, 2);
  const first = await world.answeredPings(1);
  await world.must("cgw", initiating(2));
  await takeDown(world, 1);
  return [first, await world.answeredPings(1)];
}

/** Makes this tunnel the one whose SA is the newest, which is the one that kernel-libipsec takes for what it sends. */
export async function moveTrafficTo(world: World, tunnel: 1 | 2): Promise<void> {
  await takeDown(world, tunnel);
  await world.must("cgw", initiating(tunnel));
  await bothInstalled(world);
}

/** The command with which the device's admin starts a tunnel. */
export function initiating(tunnel: 1 | 2): string {
  return `swanctl --initiate --timeout 10 --child ${name(tunnel)}`;
}

async function takeDown(world: World, tunnel: 1 | 2): Promise<void> {
  await world.must("cgw", `swanctl --terminate --timeout 10 --ike ${name(tunnel)}`);
  await answersThrough(world, tunnel === 1 ? 2 : 1);
}

/** AWS's end tells the VPC that its tunnel is up by its link, which a kernel notices within a second. */
async function answersThrough(world: World, tunnel: 1 | 2): Promise<void> {
  await world.until("vpc", "ip route get 10.60.1.100", new RegExp(`dev aws${tunnel} `));
}

function name(tunnel: 1 | 2): string {
  return `$(swanctl --list-conns | sed -n 's/^\\([^ ]*-${tunnel}\\):.*/\\1/p')`;
}

/** Prints the tunnels that have an IPsec SA at the customer gateway, as "1 2". */
export const installedTunnels = `echo $(swanctl --list-sas | sed -n 's/^  .*-\\([12]\\): .*INSTALLED.*/\\1/p' | sort -u)`;

/** Notes several times a second which tunnels have an IPsec SA at the customer gateway; each line as `installedTunnels` prints it. */
export async function watchTunnels(world: World): Promise<{ end(): Promise<string[]> }> {
  await world.must(
    "cgw",
    `while :; do ${installedTunnels}; sleep 0.1; done >/tmp/tunnels 2>/dev/null </dev/null & echo $! >/tmp/tunnels.pid`,
  );
  return {
    end: async () => {
      const text = await world.must("cgw", "kill $(cat /tmp/tunnels.pid); cat /tmp/tunnels");
      return text.split("\n").slice(0, -1);
    },
  };
}
