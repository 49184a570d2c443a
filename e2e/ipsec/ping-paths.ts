import type { World } from "./world";

/** Pings by the tunnel, the first and the second, that they left the customer gateway through and came back through. */
export interface PingPaths {
  out: [number, number];
  back: [number, number];
}

/** Has the customer gateway count what passes it, which it does until it is renewed. */
export async function countPings(world: World): Promise<void> {
  const rules = INTERFACES.flatMap((name) => [
    `iptables -A FORWARD -o ${name} -p icmp`,
    `iptables -A FORWARD -i ${name} -p icmp`,
  ]);
  await world.must("cgw", rules.join("\n"));
}

/** Sends so many pings from the site to the VPC and says which way they took. */
export async function pathsOfPings(world: World, count: number): Promise<PingPaths> {
  await world.must("cgw", "iptables -Z FORWARD");
  await world.answeredPings(count);
  // Packets, the interface they came in by and the one they leave by, of which the rule leaves one open.
  const counters = await world.must("cgw", "iptables -nvxL FORWARD | awk '{ print $1, $(NF-3), $(NF-2) }'");
  const counted = (rule: string) => Number(new RegExp(`^(\\d+) ${rule}$`, "m").exec(counters)?.[1]);
  const [first, second] = INTERFACES;
  return {
    out: [counted(`\\* ${first}`), counted(`\\* ${second}`)],
    back: [counted(`${first} \\*`), counted(`${second} \\*`)],
  };
}

/** As the files call them. */
const INTERFACES = ["aws1", "aws2"] as const;
