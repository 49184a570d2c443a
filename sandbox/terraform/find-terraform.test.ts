import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { newestProvider, pluginFolders } from "./find-terraform";

const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;

test("of several mirrors the newest provider for this machine is taken, unpacked or packed", () => {
  const [first, second] = [mirrorWith(`5.9.0/${platform}`, "6.0.0/plan9_mips"), mirrorWith(`5.100.0/${platform}`)];
  expect(newestProvider([first, second])).toEqual({ mirror: second, providerVersion: "5.100.0" });
  const packed = mirrorWith(`terraform-provider-aws_5.101.0_${platform}.zip`);
  expect(newestProvider([first, second, packed])).toEqual({ mirror: packed, providerVersion: "5.101.0" });
  expect(newestProvider([mirrorWith("6.0.0/plan9_mips"), "/nowhere"])).toBeUndefined();
});

test("mirrors and the plugin cache are those of Terraform's own configuration, then those it looks into untold", () => {
  const home = temporaryFolder();
  fs.writeFileSync(
    path.join(home, ".terraformrc"),
    `plugin_cache_dir = "/cache"\nprovider_installation {\n  filesystem_mirror {\n    path = "/mirror"\n  }\n}\n`,
  );
  expect(pluginFolders({ NODE_ENV: "test", HOME: home, TF_PLUGIN_CACHE_DIR: "/other-cache" }).slice(0, 5)).toEqual([
    ...["/cache", "/mirror", "/other-cache"],
    ...[path.join(home, ".terraform.d/plugins"), path.join(home, ".local/share/terraform/plugins")],
  ]);
  expect(pluginFolders({ NODE_ENV: "test", HOME: home, TF_CLI_CONFIG_FILE: "/nowhere" })[0]).toBe(
    path.join(home, ".terraform.d/plugins"),
  );
});

function mirrorWith(...entries: string[]): string {
  const mirror = temporaryFolder();
  for (const entry of entries)
    fs.mkdirSync(path.join(mirror, "registry.terraform.io/hashicorp/aws", entry), { recursive: true });
  return mirror;
}

function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "underpass-mirror-"));
  onTestFinished(() => fs.rmSync(folder, { recursive: true }));
  return folder;
}
