import { type Ground, openGround } from "./ground";
import { LAYERS_FOLDER } from "./guest";
import type { Layer } from "./packages";
import type { Answer, Shell } from "./shell";

/**
 * The classic write-up's two sites, each host with its own network, files and processes:
 *
 *   onprem 10.60.1.100 — cgw 198.51.100.10 — internet ┬ aws1 203.0.113.11 ┬ vpc 10.50.1.100
 *                                                     └ aws2 203.0.113.12 ┘
 */
export type Host = "onprem" | "cgw" | "internet" | "aws1" | "aws2" | "vpc";

export const ADDRESSES = {
  onprem: "10.60.1.100",
  cgw: "198.51.100.10",
  aws1: "203.0.113.11",
  aws2: "203.0.113.12",
  vpc: "10.50.1.100",
} as const;

export class World {
  readonly ground: Ground;
  readonly #shell: Shell;

  constructor(ground: Ground, shell: Shell) {
    this.ground = ground;
    this.#shell = shell;
  }

  /** The process that all others of this world are started by. */
  get pid(): number | undefined {
    return this.#shell.pid;
  }

  /** Runs a script on a host, as root. */
  run(host: Host, script: string, options?: { timeoutMs?: number }): Promise<Answer> {
    return this.#shell.run(onHost(host, script), options);
  }

  must(host: Host, script: string, options?: { timeoutMs?: number }): Promise<string> {
    return this.#shell.must(onHost(host, script), options);
  }

  write(host: Host, file: string, text: string, mode?: string): Promise<string> {
    return this.must(host, writing(file, text, mode));
  }

  /** Asks until the answer is the one wanted; says what it was instead when time is up. */
  async until(host: Host, script: string, wanted: RegExp, { timeoutMs = 20_000 } = {}): Promise<string> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const { output } = await this.run(host, script);
      if (wanted.test(output)) return output;
      if (Date.now() > deadline)
        throw new Error(`${host}: not ${wanted} within ${timeoutMs} ms:\n${script}\n${output}`);
      await new Promise((resolve) => setTimeout(resolve, this.ground === "guest kernel" ? 300 : 50));
    }
  }

  /** How many of so many pings from the site to the VPC come back. */
  async answeredPings(count: number, host: Host = "onprem", address: string = ADDRESSES.vpc): Promise<number> {
    const { output } = await this.run(host, `ping -n -q -c ${count} -i 0.2 -W 1 ${address}`);
    const [, answered = "0"] = /(\d+) received/.exec(output) ?? [];
    return Number(answered);
  }

  /** Takes a host away with all that runs on it and puts a new one in its place, without a trace of what was done to it. */
  async renew(host: "cgw", layers: readonly Layer[]): Promise<void> {
    await this.#shell.must(`kill -9 $(cat /run/${host}.parent)
while [ -e /proc/$(cat /run/${host}.pid) ]; do sleep 0.05; done
rm -f /run/${host}.ready
umount -l /run/files/${host}
rmdir /run/files/${host}`);
    await this.#shell.must(startHost(host, layers));
    await this.#shell.must(`${ON_HOST}${CUSTOMER_GATEWAY_ROADS}`);
  }

  end(): Promise<void> {
    return this.#shell.end();
  }
}

/** The script that writes a file, for those that write several at once. */
export function writing(file: string, text: string, mode = "0644"): string {
  const encoded = Buffer.from(text).toString("base64");
  return `install -D -m ${mode} /dev/null '${file}' && echo ${encoded} | base64 -d > '${file}'`;
}

/** A world with roads between the sites and nothing encrypted yet; whose daemons each host has is said by `layers`. */
export async function makeWorld(ground: Ground, layers: Partial<Record<Host, readonly Layer[]>> = {}): Promise<World> {
  const shell = await openGround(ground);
  try {
    const own = (host: Host) => layers[host] ?? (host === "cgw" || host.startsWith("aws") ? ["strongswan"] : []);
    await shell.must(HOSTS.map((host) => startHost(host, own(host))).join("\n"));
    await shell.must(ROADS);
    return new World(ground, shell);
  } catch (error) {
    await shell.end();
    throw error;
  }
}

const HOSTS: readonly Host[] = ["onprem", "cgw", "internet", "aws1", "aws2", "vpc"];

/**
 * A process that holds the host's network, processes and view of the files; all of them end with it. Hosts without daemons
 * have one view in common.
 */
function startHost(host: Host, layers: readonly Layer[]): string {
  const folder = layers.length > 0 ? host : "plain";
  const lower = [...["tools", ...layers].map((layer) => `${LAYERS_FOLDER}/${layer}`), "/"].join(":");
  return `
set -e
if [ ! -e /run/files/${folder} ]; then
  mkdir -p /run/files/${folder}
  mount -t tmpfs tmpfs /run/files/${folder}
  cd /run/files/${folder}
  mkdir upper work files
  mount -t overlay overlay -o lowerdir=${lower},upperdir=upper,workdir=work files
  mount --rbind /dev files/dev
  mount -t tmpfs tmpfs files/run
  mount -t tmpfs tmpfs files/tmp
  mkdir -p files/run/lock
fi
cd /run/files/${folder}
unshare --net --mount --uts --pid --fork --kill-child --propagation private bash -c '
  mount -t proc proc files/proc
  mount -t sysfs sys files/sys
  hostname ${host}
  touch /run/${host}.ready
  exec chroot files sleep infinity' </dev/null >/run/${host}.log 2>&1 &
echo $! > /run/${host}.parent
for i in $(seq 100); do [ -e /run/${host}.ready ] && break; sleep 0.05; done
pgrep -P $! > /run/${host}.pid && [ -e /run/${host}.ready ] || { cat /run/${host}.log; exit 1; }
`;
}

function onHost(host: Host, script: string): string {
  return `nsenter --target $(cat /run/${host}.pid) --net --mount --uts --pid --root --wd bash <<'${HERE}'\n${script}\n${HERE}\n`;
}

const HERE = "END-OF-SCRIPT-ON-HOST";

const ON_HOST = `set -e
on() { host=$1; shift; nsenter --target $(cat /run/$host.pid) --net "$@"; }
pid() { cat /run/$1.pid; }
`;

/** The customer gateway's two links, by which it goes when it is taken away. */
const CUSTOMER_GATEWAY_ROADS = `ip -batch - <<LINKS
link add eth0 netns $(pid onprem) type veth peer name lan netns $(pid cgw)
link add out netns $(pid cgw) type veth peer name cgw netns $(pid internet)
LINKS
on onprem ip -batch - <<ONPREM
link set lo up
link set eth0 up
addr add 10.60.1.100/16 dev eth0
route add default via 10.60.0.100
ONPREM
on cgw ip -batch - <<CGW
link set lo up
link set lan up
link set out up
addr add 10.60.0.100/16 dev lan
addr add 198.51.100.10/24 dev out
route add default via 198.51.100.1
CGW
on internet ip -batch - <<INTERNET
link set cgw up
addr add 198.51.100.1/24 dev cgw
INTERNET
`;

/** `out` always leads to the internet; at AWS's ends `vpc` leads to the VPC. In few commands: the guest starts each slowly. */
const ROADS = `${ON_HOST}${CUSTOMER_GATEWAY_ROADS}
ip -batch - <<LINKS
link add out netns $(pid aws1) type veth peer name aws1 netns $(pid internet)
link add out netns $(pid aws2) type veth peer name aws2 netns $(pid internet)
link add vpc netns $(pid aws1) type veth peer name aws1 netns $(pid vpc)
link add vpc netns $(pid aws2) type veth peer name aws2 netns $(pid vpc)
LINKS
# What the write-up lacks as well: a road between the private networks that is no tunnel.
on internet ip -batch - <<INTERNET
link set lo up
link add bridge type bridge
link set bridge up
link set aws1 master bridge
link set aws2 master bridge
link set aws1 up
link set aws2 up
addr add 203.0.113.1/24 dev bridge
route add blackhole 10.0.0.0/8
INTERNET
for i in 1 2; do
  on aws$i ip -batch - <<AWS
link set lo up
link set out up
link set vpc up
addr add 203.0.113.1$i/24 dev out
addr add 10.50.255.$((2 * i))/31 dev vpc
route add default via 203.0.113.1
route add 10.50.1.100/32 dev vpc
AWS
done
on vpc ip -batch - <<VPC
link set lo up
link set aws1 up
link set aws2 up
addr add 10.50.1.100/32 dev lo
addr add 10.50.255.3/31 dev aws1
addr add 10.50.255.5/31 dev aws2
VPC
for host in internet aws1 aws2 vpc; do
  on $host bash -c '
    echo 1 > /proc/sys/net/ipv4/ip_forward
    for file in /proc/sys/net/ipv4/conf/*/ignore_routes_with_linkdown; do echo 1 > $file; done
    for file in /proc/sys/net/ipv4/conf/*/rp_filter; do echo 0 > $file; done'
done
`;
