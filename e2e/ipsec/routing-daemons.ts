import { DOWNLOADED, readInstructions } from "./customer-gateway";
import type { Host, World } from "./world";

/** The two that a file speaks to, of which a host runs one. */
export type RoutingDaemon = "frr" | "bird";

/** Takes the BGP part out of the file on the customer gateway, as its comments say, and starts the daemon with it. */
export async function startRouting(world: World, daemon: RoutingDaemon): Promise<void> {
  const { routing } = readInstructions(await world.must("cgw", `cat ${DOWNLOADED}`));
  const [typed] = routing.filter((command) => command.includes(`#${daemon}|`));
  if (typed === undefined) throw new Error(`The file has nothing for ${daemon}`);
  if (daemon === "frr") await addFrrUser(world, "cgw");
  await world.must("cgw", `set -e\n${typed.replace("FILE", DOWNLOADED)}\n${START[daemon]}`);
}

/** As the packages' units do; FRR's daemons with bgpd=yes, as the file says. */
const START: Record<RoutingDaemon, string> = {
  frr: `sed -i 's/^bgpd=no/bgpd=yes/' /etc/frr/daemons
vtysh -C
/usr/lib/frr/frrinit.sh start`,
  bird: `bird -p
mkdir -p /run/bird
bird`,
};

/** What FRR's installation does to the system's users; nothing was installed. */
export async function addFrrUser(world: World, host: Host): Promise<void> {
  await world.must(
    host,
    `grep -q ^frr: /etc/passwd || echo 'frr:x:970:970::/nonexistent:/usr/sbin/nologin' >> /etc/passwd
for group in frr:970 frrvty:971; do grep -q ^\${group%:*}: /etc/group || echo \${group%:*}:x:\${group#*:}:frr >> /etc/group; done
mkdir -p /run/frr /etc/frr && chown frr:frr /run/frr`,
  );
}
