import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { CACHE, layerFolder } from "./packages";
import { Shell } from "./shell";

/**
 * Boots Debian's own kernel as a plain process (QEMU's emulation, so no KVM and no rights of the hardware are needed) and
 * gives a root shell in it. It sees this machine's files, but cannot write to them; four to six seconds on one core.
 */
export async function bootGuest(): Promise<Shell> {
  const guest = layerFolder("guest");
  const start = initialRamdisk();
  const qemu = [path.join(guest, "usr/bin/qemu-system-x86_64"), ...qemuArguments(guest, start)];
  // Not even a test that is killed leaves it behind: unlike a shell, QEMU goes on when its input ends.
  const shell = new Shell("setpriv", ["--pdeathsig", "KILL", ...qemu], {
    LD_LIBRARY_PATH: path.join(guest, "usr/lib/x86_64-linux-gnu"),
  });
  try {
    await shell.expect(READY, 60_000);
    return shell;
  } catch (error) {
    await shell.end();
    throw new Error(`The guest did not start:\n${fs.readFileSync(consoleLog(start), "utf8")}`, { cause: error });
  } finally {
    fs.rmSync(path.dirname(start), { recursive: true });
  }
}

/** Where the layers are found inside, in the guest as on this machine's own kernel. */
export const LAYERS_FOLDER = "/run/layers";

const READY = "the guest is ready";

/** An old processor on purpose: emulated AVX makes every program start at half the speed. */
function qemuArguments(guest: string, ramdisk: string): string[] {
  const data = ["usr/share/qemu", "usr/share/seabios"].flatMap((folder) => ["-L", path.join(guest, folder)]);
  return [
    ...data,
    ...["-M", "q35", "-accel", "tcg,thread=multi,tb-size=512", "-cpu", "Westmere", "-smp", "2", "-m", "1024"],
    ...["-nodefaults", "-no-reboot", "-display", "none"],
    ...["-kernel", path.join(guest, "boot", `vmlinuz-${kernelRelease(guest)}`), "-initrd", ramdisk],
    ...["-serial", `file:${consoleLog(ramdisk)}`],
    ...["-append", "quiet panic=-1 console=ttyS0 cryptomgr.notests mitigations=off"],
    // The shell's input and output: a port and not a console, which would echo.
    ...["-device", "virtio-serial", "-chardev", "stdio,id=shell,signal=off"],
    ...["-device", "virtserialport,chardev=shell,name=shell", "-device", "virtio-rng-pci"],
    ...sharedFolder("files", "/"),
    ...sharedFolder("layers", CACHE),
  ];
}

function consoleLog(ramdisk: string): string {
  return path.join(path.dirname(ramdisk), "console");
}

function sharedFolder(name: string, folder: string): string[] {
  const share = `local,id=${name},path=${folder},security_model=none,readonly=on,multidevs=remap`;
  return ["-fsdev", share, "-device", `virtio-9p-pci,fsdev=${name},mount_tag=${name}`];
}

function kernelRelease(guest: string): string {
  const [release] = fs.readdirSync(path.join(guest, "usr/lib/modules"));
  if (release === undefined) throw new Error(`No kernel in ${guest}`);
  return release;
}

/** Loads what reads this machine's files, lays a writable layer over them and starts the shell. Removed once it is read. */
function initialRamdisk(): string {
  const guest = layerFolder("guest");
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "underpass-guest-"));
  const root = path.join(folder, "root");
  for (const name of ["proc", "sys", "dev", "files", "layers", "own", "root", "modules"]) {
    fs.mkdirSync(path.join(root, name), { recursive: true });
  }
  fs.copyFileSync(path.join(guest, "usr/bin/busybox"), path.join(root, "busybox"));
  const modules = path.join(guest, "usr/lib/modules", kernelRelease(guest));
  const order = loadOrder(fs.readFileSync(path.join(modules, "modules.dep"), "utf8"), MODULES);
  for (const file of order) fs.copyFileSync(path.join(modules, file), path.join(root, "modules", path.basename(file)));
  fs.writeFileSync(path.join(root, "init"), initScript(order), { mode: 0o755 });
  const archive = path.join(folder, "initrd");
  execFileSync("bash", ["-c", `cd '${root}' && find . | '${guest}/usr/bin/cpio' -o -H newc --quiet > '${archive}'`]);
  return archive;
}

/** What is needed before the machine's files can be read, and what every world of the lab uses. */
const MODULES = [
  ...["virtio_pci", "virtio_console", "virtio-rng", "9p", "9pnet_virtio", "overlay"],
  // Loaded by themselves too, but three times as slowly, through emulated file reads.
  ...[
    "veth",
    "bridge",
    "xfrm_user",
    "esp4",
    "ip_vti",
    "xfrm_interface",
    "authenc",
    "cbc",
    "gcm",
    "ctr",
    "ghash-generic",
  ],
  ...["hmac", "sha1_generic", "sha256_generic", "sha512_generic", "aes_generic", "seqiv", "echainiv", "cmac"],
  ...["crc32c_generic", "nf_tables", "nft_compat", "xt_TCPMSS", "xt_tcpudp"],
];

/** Modules after what they need, out of depmod's lines "kernel/a.ko: kernel/b.ko kernel/c.ko". */
function loadOrder(dependencies: string, names: readonly string[]): string[] {
  const needs = new Map<string, string[]>();
  for (const [, module = "", list = ""] of dependencies.matchAll(/^(\S+\.ko):(.*)$/gm)) {
    needs.set(module, list.split(" ").filter(Boolean));
  }
  const order = new Set<string>();
  const add = (module: string) => {
    for (const need of needs.get(module) ?? []) add(need);
    order.add(module);
  };
  for (const name of names) {
    const module = [...needs.keys()].find((file) => path.basename(file) === `${name}.ko`);
    // What is not a module is built in.
    if (module !== undefined) add(module);
  }
  return [...order];
}

function initScript(modules: readonly string[]): string {
  const options = "trans=virtio,version=9p2000.L,ro,cache=loose,msize=262144";
  return `#!/busybox sh
set -e
b=/busybox
$b mount -t proc proc /proc
$b mount -t sysfs sys /sys
$b mount -t devtmpfs dev /dev
for module in ${modules.map((module) => path.basename(module)).join(" ")}; do $b insmod /modules/$module; done
$b mount -t tmpfs own /own
$b mkdir /own/upper /own/work
$b mount -t 9p -o ${options} files /files
$b mount -t 9p -o ${options} layers /layers
$b mount -t overlay -o lowerdir=/layers/guest:/layers/tools:/files,upperdir=/own/upper,workdir=/own/work root /root
for folder in dev proc sys; do $b mount --move /$folder /root/$folder; done
$b mount -t tmpfs run /root/run
$b mount -t tmpfs tmp /root/tmp
$b mkdir /root${LAYERS_FOLDER}
$b mount --move /layers /root${LAYERS_FOLDER}
until [ -n "$port" ]; do for found in /root/dev/vport*; do [ -e $found ] && port=\${found#/root}; done; done
$b cat > /root/run/start <<START
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
exec <>$port >&0 2>&0
echo ${READY}
bash
echo o > /proc/sysrq-trigger
sleep 60
START
exec $b switch_root /root /bin/bash /run/start
`;
}
