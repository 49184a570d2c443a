import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** A terraform and an AWS provider that it can use without a download. */
export type Terraform = {
  /** A folder in the form of a filesystem mirror. */
  mirror: string;
  providerVersion: string;
};

/** Terraform with the newest AWS provider on this machine, or why there is none. */
export function findTerraform(env: NodeJS.ProcessEnv = process.env): Terraform | { missing: string } {
  if (spawnSync("terraform", ["version"], { env: { ...env, CHECKPOINT_DISABLE: "1" } }).error)
    return { missing: "there is no terraform on this machine" };
  const folders = pluginFolders(env);
  return newestProvider(folders) ?? { missing: `there is no AWS provider for terraform in ${folders.join(", ")}` };
}

/** The newest version of the AWS provider for this machine in any of these mirrors. */
export function newestProvider(mirrors: string[]): Terraform | undefined {
  const found = mirrors.flatMap((mirror) => versionsIn(mirror).map((providerVersion) => ({ mirror, providerVersion })));
  return found.sort((a, b) => compareVersions(b.providerVersion, a.providerVersion))[0];
}

/**
 * Where providers may lie: what the CLI configuration says, the plugin cache, the mirrors that terraform looks into without being
 * told (Terraform CLI documentation, "Implied Local Mirror Directories"), and a folder that images of build machines have.
 */
export function pluginFolders(env: NodeJS.ProcessEnv): string[] {
  const home = env.HOME ?? os.homedir();
  const dataFolders = [
    env.XDG_DATA_HOME ?? path.join(home, ".local/share"),
    env.XDG_DATA_DIRS ?? "/usr/local/share:/usr/share",
  ];
  return [
    ...configuredFolders(env.TF_CLI_CONFIG_FILE ?? path.join(home, ".terraformrc")),
    ...(env.TF_PLUGIN_CACHE_DIR ? [env.TF_PLUGIN_CACHE_DIR] : []),
    path.join(home, ".terraform.d/plugins"),
    ...dataFolders.flatMap((list) => list.split(":")).map((folder) => path.join(folder, "terraform/plugins")),
    "/opt/tf-plugins",
  ];
}

/** The filesystem mirrors and the plugin cache that a CLI configuration names. */
function configuredFolders(file: string): string[] {
  if (!fs.existsSync(file)) return [];
  const settings = fs.readFileSync(file, "utf8").matchAll(/^\s*(?:path|plugin_cache_dir)\s*=\s*"([^"]+)"/gm);
  return [...settings].flatMap(([, folder]) => (folder === undefined ? [] : [folder]));
}

/** Unpacked as `<version>/<platform>/`, or packed as `terraform-provider-aws_<version>_<platform>.zip`. */
function versionsIn(mirror: string): string[] {
  const folder = path.join(mirror, "registry.terraform.io/hashicorp/aws");
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder).flatMap((name) => {
    if (fs.existsSync(path.join(folder, name, platform))) return [name];
    const packed = /^terraform-provider-aws_(.+?)_(.+)\.zip$/.exec(name);
    return packed?.[1] !== undefined && packed[2] === platform ? [packed[1]] : [];
  });
}

/** As Go names it. */
const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
