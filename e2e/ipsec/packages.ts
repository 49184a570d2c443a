import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * What each layer is made of. A layer is a folder that is laid over the system's own files where a host of the lab needs it:
 * strongSwan and Libreswan exclude each other as installed packages, and nothing here touches what the system has.
 */
export const LAYERS = {
  tools: ["iproute2", "iptables", "iputils-ping", "procps"],
  strongswan: [
    "strongswan-charon",
    "strongswan-libcharon",
    "strongswan-starter",
    "strongswan-swanctl",
    "libcharon-extra-plugins",
    "libstrongswan",
    "libstrongswan-standard-plugins",
  ],
  libreswan: ["libreswan"],
  routing: ["frr", "bird2"],
  /** A kernel with everything IPsec needs, and what runs it as a plain process where the system's own kernel has less. */
  guest: ["linux-image-amd64", "qemu-system-x86", "busybox-static", "cpio", "kmod"],
} as const;

export type Layer = keyof typeof LAYERS;

/** Where the layers are kept between runs. */
export const CACHE = path.join(import.meta.dirname, "../../.underpass/ipsec-lab");

export function layerFolder(layer: Layer): string {
  return path.join(CACHE, layer);
}

/** Unpacks what is not there yet. Says why it cannot be had, in one sentence, or null when all is there. */
export async function prepareLayers(layers: readonly Layer[]): Promise<string | null> {
  const missing = layers.filter((layer) => !fs.existsSync(layerFolder(layer)));
  if (missing.length === 0) return null;
  if (!fs.existsSync("/usr/bin/apt-get")) {
    return `the lab gets its daemons from Debian's packages (${missing.flatMap((layer) => LAYERS[layer]).join(", ")}), and there is no apt-get here`;
  }
  try {
    fs.mkdirSync(path.join(CACHE, "apt/lists/partial"), { recursive: true });
    await apt("update", "-qq");
    for (const layer of missing) await unpack(layer);
    return null;
  } catch (error) {
    const [line = ""] = error instanceof Error ? error.message.split("\n").slice(-2) : [];
    return `Debian's packages cannot be downloaded (${line.trim()})`;
  }
}

/** The packages and what they depend on that the system lacks; never a removal, because nothing is installed. */
async function unpack(layer: Layer): Promise<void> {
  const debs = path.join(CACHE, `apt/${layer}`);
  fs.rmSync(debs, { recursive: true, force: true });
  fs.mkdirSync(debs, { recursive: true });
  const plan = await apt("install", "--simulate", "--no-install-recommends", ...LAYERS[layer]);
  const names = [...plan.matchAll(/^Inst (\S+)/gm)].flatMap(([, name]) => name ?? []);
  await apt("download", { cwd: debs }, ...new Set([...LAYERS[layer], ...names]));
  const folder = `${layerFolder(layer)}.partial`;
  fs.rmSync(folder, { recursive: true, force: true });
  for (const name of ["bin", "lib", "lib64", "sbin"]) {
    fs.mkdirSync(path.join(folder, "usr", name), { recursive: true });
    // As in the system below: a real /lib would hide its link to usr/lib.
    fs.symlinkSync(`usr/${name}`, path.join(folder, name));
  }
  for (const deb of fs.readdirSync(debs)) {
    await run("bash", [
      "-c",
      `set -o pipefail; dpkg-deb --fsys-tarfile "$1" | tar -x --keep-directory-symlink ${UNUSED_DRIVERS} -C "$2"`,
      "bash",
      path.join(debs, deb),
      folder,
    ]);
  }
  await FINISH[layer]?.(folder);
  fs.rmSync(debs, { recursive: true });
  fs.renameSync(folder, layerFolder(layer));
}

/** What the packages' own installation would do; it never runs here. */
const FINISH: Partial<Record<Layer, (folder: string) => unknown>> = {
  tools: (folder) => fs.symlinkSync("xtables-nft-multi", path.join(folder, "usr/sbin/iptables")),
  guest: async (folder) => {
    const [release = ""] = fs.readdirSync(path.join(folder, "usr/lib/modules"));
    const env = { ...process.env, LD_LIBRARY_PATH: path.join(folder, "usr/lib/x86_64-linux-gnu") };
    await run("bash", ["-c", `exec -a depmod '${folder}/usr/bin/kmod' -b '${folder}' ${release}`], { env });
  },
};

/** Nine tenths of the kernel's package, for hardware that a guest has not. */
const UNUSED_DRIVERS = ["drivers/gpu", "drivers/media", "drivers/net/ethernet", "drivers/net/wireless", "sound"]
  .map((folder) => `--exclude='./lib/modules/*/kernel/${folder}'`)
  .join(" ");

/** With lists and locks of its own, so that it runs beside the system's apt-get. */
async function apt(command: string, ...rest: (string | { cwd: string })[]): Promise<string> {
  const args = rest.filter((part) => typeof part === "string");
  const [{ cwd } = { cwd: CACHE }] = rest.filter((part) => typeof part !== "string");
  const own = [`Dir::State::lists=${CACHE}/apt/lists`, `Dir::Cache=${CACHE}/apt`, "APT::Sandbox::User=root"];
  const { stdout } = await run("apt-get", [...own.flatMap((option) => ["-o", option]), command, ...args], {
    cwd,
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}
