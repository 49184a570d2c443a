import fs from "node:fs";
import path from "node:path";
import { bootGuest, LAYERS_FOLDER } from "./guest";
import { CACHE, layerFolder } from "./packages";
import { Shell } from "./shell";

/**
 * What a world of the lab stands on: this machine's kernel, which may lack ESP, with strongSwan encrypting in a process of
 * its own (kernel-libipsec); or a kernel with ESP, VTI and XFRM interfaces, this machine's or Debian's in an emulated one.
 */
export type Ground = "userspace" | "kernel" | "guest kernel";

export interface Grounds {
  /** Where traffic is encrypted by the daemon itself; null where not even namespaces can be made. */
  userspace: "userspace" | null;
  /** Where routes point at tunnel interfaces, as the files have it. */
  kernel: "kernel" | "guest kernel" | null;
  /** What was found out, and what it means for the tests: a line each. */
  findings: string[];
}

/** Tries this machine. Nothing is concluded from names and versions. */
export async function lookAtMachine({ withGuest }: { withGuest: boolean }): Promise<Grounds> {
  const missing = await missingOnThisMachine();
  if (missing === null) {
    return {
      userspace: null,
      kernel: null,
      findings: ["no network namespaces can be made here: they need root, or user namespaces"],
    };
  }
  const userspace = missing.includes("TUN") || missing.includes("veth") ? null : "userspace";
  if (missing.length === 0)
    return { userspace, kernel: "kernel", findings: ["this machine's kernel has all that IPsec needs"] };
  const findings = [`this machine's kernel lacks ${missing.join(", ")}`];
  if (userspace !== null)
    findings.push("strongSwan's own ESP (kernel-libipsec) stands in for it where no tunnel interface is needed");
  if (!withGuest) return { userspace, kernel: null, findings };
  findings.push("tunnel interfaces are tried on Debian's kernel, emulated by QEMU");
  return { userspace, kernel: "guest kernel", findings };
}

/** A root shell on that ground, alone with its network. Ending it ends all that was started in it. */
export async function openGround(ground: Ground): Promise<Shell> {
  if (ground === "guest kernel") return bootGuest();
  const shell = openNamespaces();
  try {
    // In memory: two layers of one file system cannot lie inside each other.
    await shell.must(
      `mkdir -p ${LAYERS_FOLDER} && cd ${CACHE} && cp -a tools strongswan libreswan routing ${LAYERS_FOLDER}/`,
    );
    return shell;
  } catch (error) {
    await shell.end();
    throw error;
  }
}

function openNamespaces(): Shell {
  const tools = layerFolder("tools");
  const isRoot = process.getuid?.() === 0;
  const namespaces = [
    "--mount",
    "--net",
    "--pid",
    "--fork",
    "--kill-child",
    "--mount-proc",
    "--propagation",
    "private",
  ];
  // No .bashrc: bash takes an input that is a socket for a person's login.
  const start = "mount -t tmpfs tmpfs /run && exec bash --norc";
  return new Shell(
    "unshare",
    [...(isRoot ? [] : ["--user", "--map-root-user"]), ...namespaces, "bash", "--norc", "-c", start],
    {
      PATH: `${tools}/usr/sbin:${tools}/usr/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
      LD_LIBRARY_PATH: path.join(tools, "usr/lib/x86_64-linux-gnu"),
    },
  );
}

async function missingOnThisMachine(): Promise<string[] | null> {
  if (!fs.existsSync("/usr/bin/unshare")) return null;
  const shell = openNamespaces();
  try {
    const { code, output } = await shell.run(PROBE, { timeoutMs: 10_000 });
    return code === 0 ? output.split("\n").filter(Boolean) : null;
  } catch {
    // Refused: the shell ended at once, or never answered.
    return null;
  } finally {
    await shell.end();
  }
}

const PROBE = `
try() { feature=$1; shift; "$@" >/dev/null 2>&1 || echo "$feature"; }
try veth ip link add probe0 type veth peer name probe1
try TUN ip tuntap add probe2 mode tun
try ESP ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x100 mode tunnel \\
  enc 'cbc(aes)' 0x000102030405060708090a0b0c0d0e0f auth 'hmac(sha1)' 0x000102030405060708090a0b0c0d0e0f00010203
try "VTI interfaces" ip link add probe3 type vti local 192.0.2.1 remote 192.0.2.2 key 1
try "XFRM interfaces" ip link add probe4 type xfrm dev lo if_id 1
true
`;
