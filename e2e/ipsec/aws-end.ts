import type { DeviceModel, PhaseModel, TunnelModel } from "@/lib/domain/devices/tunnel-model";
import { startAwsRouter, startVpcRouter } from "./aws-routing";
import { type Host, type World, writing } from "./world";

/**
 * Sets up AWS's two ends from the connection alone, as AWS does, without a look at the device's file: each accepts exactly
 * what its tunnel's options allow, and answers the VPC for as long as its tunnel is up.
 */
export async function startAwsEnds(world: World, model: DeviceModel): Promise<void> {
  const isUserspace = world.ground === "userspace";
  for (const host of AWS_ENDS) {
    const preparation = [
      writing("/etc/strongswan.d/charon.conf", CHARON),
      ...(isUserspace ? [writing("/etc/strongswan.d/charon/kernel-libipsec.conf", OWN_ESP)] : []),
      ...(model.routing === "bgp" ? [] : STATIC_ROUTING),
      ...(isUserspace ? [] : [tunnelInterface(tunnelOf(model, host))]),
    ];
    await world.must(host, preparation.join("\n"));
    await startAwsEnd(world, model, host);
  }
  if (model.routing === "bgp") await startVpcRouter(world, model);
  else await world.must("vpc", VPC_ROUTES);
}

/** An end's daemon with its tunnel's options, for the first time or after it died. */
async function startAwsEnd(world: World, model: DeviceModel, host: AwsEnd): Promise<void> {
  await world.must(host, "rm -f /run/tunnel-sas");
  await startCharon(world, host);
  if (world.ground === "userspace") await world.must(host, leaveRoutesToUs(model));
  await configureAwsEnd(world, model, host);
  if (model.routing === "bgp") await startAwsRouter(world, host, tunnelOf(model, host));
}

/** Nobody hears of it: its road is cut before it dies, with all that it knew. */
export async function killAwsEnd(world: World, host: AwsEnd): Promise<void> {
  await world.must("internet", `ip link set ${host} down`);
  await world.must(
    host,
    `kill -9 $(cat /run/charon.pid /run/bird.pid 2>/dev/null)
ip link set vpc down
ip xfrm state flush
ip xfrm policy flush`,
  );
}

/** The same end in the place of the one that died. */
export async function reviveAwsEnd(world: World, model: DeviceModel, host: AwsEnd): Promise<void> {
  await world.must("internet", `ip link set ${host} up`);
  if (model.routing === "bgp") await world.must(host, "ip link set vpc up\nip route replace 10.50.1.100/32 dev vpc");
  await startAwsEnd(world, model, host);
}

export const AWS_ENDS = ["aws1", "aws2"] as const;
export type AwsEnd = (typeof AWS_ENDS)[number];

export function tunnelOf(model: DeviceModel, host: AwsEnd): TunnelModel {
  return model.tunnels[host === "aws1" ? 0 : 1];
}

/** What an end wrote about its tunnel. */
export const CHARON_LOG = "/run/charon.log";

/** The tunnel's options and key, anew: what ModifyVpnTunnelOptions does to the end. Its SA does not outlive it. */
export async function configureAwsEnd(world: World, model: DeviceModel, host: AwsEnd): Promise<void> {
  const file = awsConfiguration(model, tunnelOf(model, host), world);
  await world.must(
    host,
    `${writing("/etc/swanctl/conf.d/tunnel.conf", file, "0600")}
swanctl --load-all --clear --noprompt`,
  );
}

/** Starts strongSwan's daemon alone, and waits until it can be asked. */
export async function startCharon(world: World, host: Host): Promise<void> {
  await world.must(
    host,
    `rm -f /run/charon.pid /run/charon.vici
/usr/lib/ipsec/charon --use-syslog no >/run/charon.out 2>&1 </dev/null &
echo $! > /run/charon.started
for i in $(seq 400); do [ -S /run/charon.vici ] && exit 0; sleep 0.05; done
cat /run/charon.out; exit 1`,
  );
}

/** Encrypts in charon itself, over one TUN device. */
export const OWN_ESP = "kernel-libipsec {\n  load = yes\n}\n";

/** charon would send everything into its TUN device, from a table that is asked first; here routes are the lab's. */
function leaveRoutesToUs(model: DeviceModel): string {
  return `while ip rule del pref 220 2>/dev/null; do :; done
ip link set ipsec0 up
${model.onPremCidrs.map((cidr) => `ip route replace ${cidr} dev ipsec0`).join("\n")}`;
}

const CHARON = `charon {
  install_routes = no
  filelog {
    lab {
      path = ${CHARON_LOG}
      flush_line = yes
    }
  }
}
`;

function tunnelInterface(tunnel: TunnelModel): string {
  return `ip link add tunnel type vti local ${tunnel.outsideIpAddress} remote ${tunnel.customerOutsideIp} key ${MARK}
ip addr add ${tunnel.awsInsideIp}/30 dev tunnel
ip link set tunnel mtu 1419 up
sysctl -q -w net.ipv4.conf.tunnel.disable_policy=1 net.ipv4.conf.tunnel.rp_filter=0`;
}

const MARK = 42;

/** Static routing: the tunnel whose end is up carries the return traffic, the first one rather than the second. */
const VPC_ROUTES = `ip route replace 10.60.0.0/16 via 10.50.255.2 src 10.50.1.100 metric 100
ip route replace 10.60.0.0/16 via 10.50.255.4 src 10.50.1.100 metric 200`;

/** charon says up-client and down-client for each SA; when one is rekeyed, the next is up before the old one is down. */
const TUNNEL_CHANGED = `#!/bin/sh
case $PLUTO_VERB in
  up-*)
    echo up >> /run/tunnel-sas
    ip link set vpc up
    ip route replace 10.50.1.100/32 dev vpc
    if [ -e /sys/class/net/tunnel ]; then ip route replace 10.60.0.0/16 dev tunnel; fi
    ;;
  down-*)
    sed -i '$d' /run/tunnel-sas
    [ -s /run/tunnel-sas ] || ip link set vpc down
    ;;
esac
exit 0
`;

/** A link to the VPC that is up while the tunnel is; with BGP, what was learned says it instead. */
const STATIC_ROUTING = [writing("/usr/local/sbin/tunnel-changed", TUNNEL_CHANGED, "0755"), "ip link set vpc down"];

function awsConfiguration(model: DeviceModel, tunnel: TunnelModel, world: World): string {
  const [first] = tunnel.ikeVersions;
  const version = tunnel.ikeVersions.length === 2 ? 0 : first === "ikev1" ? 1 : 2;
  const marks = world.ground === "userspace" ? [] : [`mark_in = ${MARK}`, `mark_out = ${MARK}`];
  return section("connections", [
    section("tunnel", [
      `version = ${version}`,
      `local_addrs = ${tunnel.outsideIpAddress}`,
      `remote_addrs = ${tunnel.customerOutsideIp}`,
      `proposals = ${proposals(tunnel.phase1, { withPrf: true }).join(", ")}`,
      `rekey_time = ${tunnel.phase1.lifetimeSeconds - tunnel.rekeyMarginSeconds}s`,
      `over_time = ${tunnel.rekeyMarginSeconds}s`,
      "dpd_delay = 10s",
      `dpd_timeout = ${tunnel.dpdTimeoutSeconds}s`,
      "unique = replace",
      section("local", ["auth = psk", `id = ${tunnel.outsideIpAddress}`]),
      section("remote", ["auth = psk", `id = ${tunnel.customerOutsideIp}`]),
      section("children", [
        section("tunnel", [
          "mode = tunnel",
          `local_ts = ${model.selectors.aws}`,
          `remote_ts = ${model.selectors.onPrem}`,
          `esp_proposals = ${proposals(tunnel.phase2, { withPrf: false }).join(", ")}`,
          `life_time = ${tunnel.phase2.lifetimeSeconds}s`,
          `rekey_time = ${tunnel.phase2.lifetimeSeconds - tunnel.rekeyMarginSeconds}s`,
          `replay_window = ${tunnel.replayWindowPackets}`,
          `start_action = ${tunnel.startupAction === "start" ? "start" : "none"}`,
          `dpd_action = ${tunnel.dpdTimeoutAction === "restart" ? "restart" : "clear"}`,
          ...(model.routing === "bgp" ? [] : ["updown = /usr/local/sbin/tunnel-changed"]),
          ...marks,
        ]),
      ]),
    ]),
  ]).concat(
    section("secrets", [section("ike", [`id = ${tunnel.customerOutsideIp}`, `secret = "${tunnel.presharedKey}"`])]),
  );
}

function section(name: string, lines: string[]): string {
  return `${name} {\n${lines.join("\n").trimEnd()}\n}\n`;
}

/** All that the options allow and nothing else: once for the ciphers that need an integrity algorithm, once for the others. */
function proposals({ encryption, integrity, dhGroups }: PhaseModel, { withPrf }: { withPrf: boolean }): string[] {
  const groups = dhGroups.map((group) => known(DH_GROUPS, group));
  const hashes = integrity.map((algorithm) => known(INTEGRITY, algorithm));
  const ciphers = encryption.map((algorithm) => known(ENCRYPTION, algorithm));
  const aead = ciphers.filter((cipher) => cipher.includes("gcm"));
  const plain = ciphers.filter((cipher) => !cipher.includes("gcm"));
  const prfs = withPrf ? hashes.map((hash) => `prf${hash}`) : [];
  return [
    ...(plain.length > 0 ? [[...plain, ...hashes, ...groups].join("-")] : []),
    ...(aead.length > 0 ? [[...aead, ...prfs, ...groups].join("-")] : []),
  ];
}

function known<K extends string | number>(names: Partial<Record<K, string>>, key: K): string {
  const name = names[key];
  if (name === undefined) throw new Error(`The lab does not know how strongSwan calls ${key}`);
  return name;
}

const ENCRYPTION: Partial<Record<string, string>> = {
  AES128: "aes128",
  AES256: "aes256",
  "AES128-GCM-16": "aes128gcm16",
  "AES256-GCM-16": "aes256gcm16",
};
const INTEGRITY: Partial<Record<string, string>> = {
  SHA1: "sha1",
  "SHA2-256": "sha256",
  "SHA2-384": "sha384",
  "SHA2-512": "sha512",
};
/** IANA's transform numbers, which are AWS's, in strongSwan's names (its proposal keywords). */
const DH_GROUPS: Partial<Record<number, string>> = {
  2: "modp1024",
  5: "modp1536",
  14: "modp2048",
  15: "modp3072",
  16: "modp4096",
  17: "modp6144",
  18: "modp8192",
  19: "ecp256",
  20: "ecp384",
  21: "ecp521",
  22: "modp1024s160",
  23: "modp2048s224",
  24: "modp2048s256",
};
