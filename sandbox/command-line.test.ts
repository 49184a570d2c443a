import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { readCommandLine } from "./command-line";
import { startSandbox } from "./server";

describe("the command line", () => {
  test("without options begins an empty world in real time on the documented ports", () => {
    expect(readCommandLine([], {})).toEqual({
      start: {
        port: 4566,
        controlPort: 4567,
        host: "127.0.0.1",
        world: "empty",
        clock: "real",
        speed: 1,
        seed: "underpass",
        stateFile: undefined,
        throttling: "off",
        credentials: [],
      },
      importFrom: undefined,
    });
  });

  test.each([
    [["--world", "atlantis"], "--world atlantis: expected empty, demo, lab, company, scale:N"],
    [["--clock", "sundial"], "--clock sundial: expected real or stepped"],
    [["--throttling", "on"], "--throttling on: expected off or ec2"],
    [["--port", "http"], "--port http: expected a number from 0 to 65535"],
    [["--port="], "--port : expected a number from 0 to 65535"],
    [["--speed=-1"], "--speed -1: expected a number from 0 to 100000"],
    [["--port", "80", "--control-port", "80"], "--control-port 80: expected not that of --port"],
    [["--state-file", "/nowhere/state"], "--state-file /nowhere/state: expected a file in a folder that is there"],
    [["--import-from", "seoul"], "--import-from seoul: expected the URL of an EC2 endpoint"],
    [["--credentials", "/nowhere/keys"], "/nowhere/keys: cannot be read"],
    [["--wrold", "demo"], "Unknown option '--wrold'"],
    [["demo"], "Unexpected argument 'demo'. This command does not take positional arguments"],
  ])("%j is refused in one line", (args, message) => {
    expect(() => readCommandLine(args, {})).toThrow(expect.objectContaining({ message }));
  });

  test("help names every option, and BEHAVIOUR.md does too", () => {
    const command = readCommandLine(["--help"], {});
    const help = "help" in command ? command.help : "";
    const named = [...help.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option);
    const behaviour = readFileSync(new URL("./BEHAVIOUR.md", import.meta.url), "utf8");
    expect(named).toHaveLength(13);
    expect(named.filter((option) => !behaviour.includes(`\`${option}\``))).toEqual([]);
  });
});

describe("the program", () => {
  const started: ChildProcess[] = [];

  afterEach(() => {
    for (const child of started.splice(0)) child.kill("SIGKILL");
  });

  function run(...args: string[]) {
    const env = { ...process.env, AWS_ACCESS_KEY_ID: "testing", AWS_SECRET_ACCESS_KEY: "testing" };
    const child = spawn(process.execPath, ["--import", "tsx", "sandbox/main.ts", ...args], { env });
    started.push(child);
    const output = { out: "", err: "" };
    child.stdout.on("data", (text) => (output.out += text));
    child.stderr.on("data", (text) => (output.err += text));
    return { child, output };
  }

  test("says when it answers, and ends cleanly on Ctrl-C", async () => {
    const { child, output } = run("--port", "0", "--control-port", "0");
    await once(child.stdout, "data");
    const [, url, controlUrl] = /^Sandbox is ready: (\S+) \(control (\S+)\)\n$/.exec(output.out) ?? [];
    expect(await (await fetch(`${controlUrl}/clock`)).json()).toHaveProperty("now");
    expect((await fetch(`${url}/`)).status).toBe(403);
    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([0, null]);
    expect(output.err).toBe("");
  });

  test("ends with 1 and that one line when an option is wrong", async () => {
    const { child, output } = run("--world", "atlantis");
    expect(await once(child, "close")).toEqual([1, null]);
    expect(output.err).toBe("--world atlantis: expected empty, demo, lab, company, scale:N\n");
  });

  test("copies a network at the first start, and goes on with what is kept of it at the next", async () => {
    const original = await startSandbox({ world: "lab", clock: "stepped" });
    const folder = mkdtempSync(path.join(tmpdir(), "underpass-copy-"));
    const ports = ["--port", "0", "--control-port", "0"];
    const source = ["--import-from", original.url, "--region", "ap-northeast-2"];
    const startAgain = async () => {
      const { child, output } = run(...ports, ...source, "--state-file", path.join(folder, "state"));
      await expect.poll(() => output.out + output.err, { timeout: 20_000 }).toContain("Sandbox is ready");
      child.kill("SIGINT");
      await once(child, "exit");
      return output.out;
    };
    expect(await startAgain()).toMatch(/^Copied \d\d resources from /);
    expect(await startAgain()).toMatch(/^Sandbox is ready/);
    await original.close();
    rmSync(folder, { recursive: true });
  });
});
