// npm run lock:complete, after packages were added or updated. A registry mirror may not yet hold the newest binaries of other
// platforms; npm then leaves them out of the lockfile, and `npm ci` refuses it. Here they are put back by name and version,
// so that one lockfile serves every platform. The platform stands in a binary's name: @next/swc-darwin-arm64.
import { readFileSync, writeFileSync } from "node:fs";

const FILE = "package-lock.json";
const SYSTEMS = ["android", "darwin", "freebsd", "linux", "win32"];
const PROCESSORS = ["arm", "arm64", "ia32", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

const lock = JSON.parse(readFileSync(FILE, "utf8"));
let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (lock.packages[`${path}/node_modules/${name}`] || lock.packages[`node_modules/${name}`]) continue;
    const platform = platformOf(name);
    if (!platform) throw new Error(`${name}@${version} is not in the lockfile, and its name tells no platform`);
    lock.packages[`node_modules/${name}`] = { version, ...platform, optional: true, ...(entry.dev && { dev: true }) };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${FILE}: ${added} packages of other platforms added`);

function platformOf(name) {
  const parts = name.slice(name.lastIndexOf("/") + 1).split("-");
  const cpu = PROCESSORS.find((processor) => parts.includes(processor));
  if (!cpu) return null;
  const os = SYSTEMS.find((system) => parts.includes(system));
  const isMusl = parts.includes("musl");
  const isGlibc = os === "linux" && parts.some((part) => part.startsWith("gnu"));
  const libc = isMusl ? ["musl"] : isGlibc ? ["glibc"] : null;
  return { cpu: [cpu], ...(libc && { libc }), ...(os && { os: [os] }) };
}
