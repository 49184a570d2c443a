import { OWN_ESP, startCharon } from "./aws-end";
import { initiating } from "./security-associations";
import type { World } from "./world";

/** What the comments of a file tell its reader to do, in the order of the file. */
export interface Instructions {
  /** Settings of the daemon itself ("1."). */
  settings: string[];
  /** Commands for the interfaces and the kernel ("2."). */
  system: string[];
  /** Commands that take the routing out of the file ("3."). */
  routing: string[];
  /** Commands that put the file itself in place, where it is not copied as it is. */
  install: string[];
}

/** Reads the instructions: a number begins a part, and what stands six columns in is to be typed, before the first one three. */
export function readInstructions(text: string): Instructions {
  const install: string[] = [];
  const parts: string[][] = [];
  for (const line of text.split("\n")) {
    if (/^# \d\. /.test(line)) parts.push([]);
    const [, typed] = (parts.length === 0 ? /^# {3}((?:umask|sed|ipsec) .*)$/ : /^# {6}(\S.*)$/).exec(line) ?? [];
    if (typed !== undefined) (parts.at(-1) ?? install).push(typed);
  }
  const [settings = [], system = [], routing = []] = parts;
  return { settings, system, routing, install };
}

/** Another daemon's file out of the comments, as `sed -n 's/^#tag| //p'` takes it. */
export function taggedLines(text: string, tag: string): string {
  const prefix = `#${tag}| `;
  const lines = text.split("\n").filter((line) => line.startsWith(prefix));
  return lines.map((line) => `${line.slice(prefix.length)}\n`).join("");
}

/** Where the customer gateway has its file from. */
export const DOWNLOADED = "/root/downloaded.conf";

/**
 * Does on the customer gateway what the file says, as its reader would: the file unedited, the commands in its comments as
 * they stand but for the two words they tell to replace. Returns the commands that this ground cannot do.
 */
export async function followSwanctlFile(world: World, text: string): Promise<string[]> {
  const { settings, system, routing } = await download(world, text);
  await world.write("cgw", "/etc/strongswan.d/charon.conf", charonSection(settings));
  await world.must("cgw", `cp ${DOWNLOADED} /etc/swanctl/conf.d/aws.conf && chmod 600 /etc/swanctl/conf.d/aws.conf`);
  if (world.ground === "userspace") {
    await world.write("cgw", "/etc/strongswan.d/charon/kernel-libipsec.conf", OWN_ESP);
    await startCharon(world, "cgw");
    await world.must("cgw", `${ROUTES_WITHOUT_INTERFACES}\nswanctl --load-all --noprompt`);
    return [...system.filter((command) => !command.includes("ip_forward")), ...routing];
  }
  await world.must("cgw", asTyped(system));
  await startCharon(world, "cgw");
  await world.must("cgw", "swanctl --load-all --noprompt");
  return [];
}

/** The older ipsec.conf, read by strongSwan's starter. */
export async function followIpsecConfFile(world: World, text: string): Promise<void> {
  const { settings, system, install } = await download(world, text);
  await world.write("cgw", "/etc/strongswan.d/charon.conf", charonSection(settings));
  // Both as a fresh installation leaves them.
  await world.must("cgw", ": > /etc/ipsec.conf; : > /etc/ipsec.secrets");
  await world.must("cgw", asTyped([...system, ...install]));
}

/** Libreswan, which its file starts with systemd; there is none here, so its daemon is started as systemd's unit does. */
export async function followLibreswanFile(world: World, text: string): Promise<void> {
  const { settings, system, install } = await download(world, text);
  await world.write(
    "cgw",
    "/etc/ipsec.conf",
    `config setup\n${settings.map((line) => `  ${line}\n`).join("")}include /etc/ipsec.d/*.conf\n`,
  );
  await world.write("cgw", "/etc/ipsec.secrets", "include /etc/ipsec.d/*.secrets\n", "0600");
  const typed = asTyped([...system, ...install]);
  await world.must("cgw", typed.replace("systemctl restart ipsec", START_LIBRESWAN));
}

const START_LIBRESWAN = `mkdir -p /run/pluto /var/lib/ipsec/nss
ipsec checknss
ipsec pluto --leak-detective --config /etc/ipsec.conf
for i in $(seq 100); do ipsec whack --status >/dev/null 2>&1 && break; sleep 0.2; done
ipsec addconn --autoall`;

/** Starts the file's health check, as the service that its comments ask for. */
export async function startWatch(world: World): Promise<void> {
  const { routing } = readInstructions(await world.must("cgw", `cat ${DOWNLOADED}`));
  await world.must("cgw", asTyped(routing));
  await world.must("cgw", "setsid /usr/local/sbin/aws-vpn-watch >/dev/null 2>&1 </dev/null &");
}

async function download(world: World, text: string): Promise<Instructions> {
  await world.write("cgw", DOWNLOADED, text, "0600");
  return readInstructions(text);
}

/** Another file for the same connection, in the place of the one that is there. */
export async function replaceSwanctlFile(world: World, text: string): Promise<void> {
  await world.write("cgw", "/etc/swanctl/conf.d/aws.conf", text, "0600");
  await world.must("cgw", `${TERMINATE_ALL}\nswanctl --load-all --noprompt`);
}

/** The same file but for one key. strongSwan gave up when the old one was refused, so its admin starts the tunnel. */
export async function changeKey(world: World, text: string, tunnel: 1 | 2): Promise<void> {
  await world.write("cgw", "/etc/swanctl/conf.d/aws.conf", text, "0600");
  await world.must("cgw", `swanctl --load-all --clear --noprompt\n${initiating(tunnel)}`);
}

const TERMINATE_ALL =
  "for id in $(swanctl --list-sas | sed -n 's/^[^ ].*: #\\([0-9]*\\),.*/\\1/p'); do swanctl --terminate --ike-id $id --force >/dev/null; done";

function asTyped(commands: readonly string[]): string {
  const typed = commands.map((command) => command.replaceAll("dev eth0", "dev out").replaceAll("FILE", DOWNLOADED));
  return ["set -e", ...typed].join("\n");
}

/** One section however many lines the settings stand in. */
function charonSection(settings: readonly string[]): string {
  const lines = settings.map((line) => line.replace(/^charon \{ (.*) \}$/, "$1"));
  return `charon {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
}

/** In the place of the two interfaces: all that goes to the VPC goes into charon's TUN device, which takes the SA it has. */
const ROUTES_WITHOUT_INTERFACES = `while ip rule del pref 220 2>/dev/null; do :; done
sysctl -q -w net.ipv4.ip_forward=1
ip link set ipsec0 up
ip route replace 10.50.0.0/16 dev ipsec0`;
