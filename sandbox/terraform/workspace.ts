import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";
import { z } from "zod";
import { SandboxControl } from "../control-client";
import { startSandbox } from "../server";
import { testing } from "../test-bench";
import type { Terraform } from "./find-terraform";
import { importId } from "./import-id";

/** A workspace for a folder of `configurations`, with a sandbox of its own; both end with the test. */
export async function prepareWorkspace(terraform: Terraform | { missing: string }, configuration: string) {
  if ("missing" in terraform) throw new Error(terraform.missing);
  const sandbox = await startSandbox({ speed: 100 });
  const folder = path.join(import.meta.dirname, "configurations", configuration);
  const control = new SandboxControl(sandbox.controlUrl);
  const workspace = new Workspace(terraform, folder, sandbox.url, control);
  onTestFinished(async () => {
    workspace.remove();
    await sandbox.close();
  });
  await workspace.init();
  return { workspace, control };
}

/** A folder with a configuration of ours, a state, and a provider that talks to the sandbox. */
class Workspace {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "underpass-terraform-"));

  /** `configuration`: the folder with the `.tf` files. */
  constructor(
    private readonly terraform: Terraform,
    configuration: string,
    endpoint: string,
    private readonly control: SandboxControl,
  ) {
    fs.cpSync(configuration, this.folder, { recursive: true });
    this.write(
      "terraformrc",
      `provider_installation {\n  filesystem_mirror {\n    path = "${terraform.mirror}"\n  }\n}\n`,
    );
    this.write("sandbox.tf.json", JSON.stringify(this.settings(endpoint)));
  }

  async init(): Promise<void> {
    await this.must("init", ...quietly);
  }

  /** Refreshes nothing: `plan` did that a moment ago. */
  async apply(step: number): Promise<void> {
    await this.must(...applied, "-refresh=false", `-var=step=${step}`);
  }

  /** What Terraform would do now: nothing, or its own words for it. */
  async plan(step: number): Promise<string | undefined> {
    const { code, output, errors } = await this.run(
      ...["plan", "-detailed-exitcode", ...quietly, parallel],
      `-var=step=${step}`,
    );
    if (code !== 0 && code !== 2) throw new Error(`terraform plan failed:\n${errors}`);
    return code === 0 ? undefined : output;
  }

  /** Forgets all resources that can be imported, and imports them. Resolves to how much that changed, in Terraform's words. */
  async importAgain(step: number): Promise<string> {
    const state = stateShape.parse(JSON.parse(await this.must("show", "-json")));
    const imports = state.values.root_module.resources.flatMap(({ mode, type, address, values }) => {
      const id = mode === "managed" ? importId(type, values) : undefined;
      return id === undefined ? [] : [{ address, id }];
    });
    await this.must("state", "rm", ...imports.map(({ address }) => address));
    const blocks = imports.map(({ address, id }) => `import {\n  to = ${address}\n  id = ${JSON.stringify(id)}\n}\n`);
    this.write("imports.tf", blocks.join("\n"));
    const output = await this.must(...applied, `-var=step=${step}`);
    this.write("imports.tf", "");
    return /^Apply complete!.*$/m.exec(output)?.[0] ?? output;
  }

  async destroy(step: number): Promise<void> {
    await this.must(...applied, "-destroy", "-refresh=false", `-var=step=${step}`);
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  /** The provider as people configure it for a local endpoint, with nothing of it switched off that the sandbox answers. */
  private settings(endpoint: string) {
    const services = ["ec2", "sts", "cloudwatch", "logs", "secretsmanager"];
    const provider = {
      access_key: testing.accessKeyId,
      secret_key: testing.secretAccessKey,
      skip_metadata_api_check: true,
      default_tags: [{ tags: { Owner: "terraform" } }],
      endpoints: [Object.fromEntries(services.map((service) => [service, endpoint]))],
    };
    return {
      terraform: { required_providers: { aws: { source: "hashicorp/aws", version: this.terraform.providerVersion } } },
      provider: {
        aws: [
          { ...provider, region: "ap-northeast-2" },
          { ...provider, region: "eu-west-1", alias: "elsewhere" },
        ],
      },
      variable: { step: { type: "number" } },
    };
  }

  private async must(...args: string[]): Promise<string> {
    const { code, output, errors } = await this.run(...args);
    if (code !== 0) throw new Error(`terraform ${args[0]} failed:\n${errors}\n${await this.lastWrites()}`);
    return output;
  }

  /** What the sandbox was asked to change before a failure, and whether it was asked twice. */
  private async lastWrites(): Promise<string> {
    const { calls } = await this.control.listCalls();
    const writes = calls.filter(({ action }) => !/^(Describe|Get|List|Search)/.test(action));
    return writes
      .slice(-LAST_WRITES)
      .map((call) => JSON.stringify(call))
      .join("\n");
  }

  private async run(...args: string[]): Promise<{ code: number; output: string; errors: string }> {
    const options = { cwd: this.folder, env: this.environment(), maxBuffer: 64 * 2 ** 20 };
    try {
      const { stdout, stderr } = await promisify(execFile)("terraform", args, options);
      return { code: 0, output: stdout, errors: stderr };
    } catch (error) {
      if (!isFailedCommand(error)) throw error;
      return { code: error.code, output: error.stdout, errors: error.stderr };
    }
  }

  /** Nothing of the machine's own accounts and settings. */
  private environment(): NodeJS.ProcessEnv {
    const foreign = Object.keys(process.env).filter((name) => /^(AWS|TF)_/.test(name));
    return {
      ...process.env,
      ...Object.fromEntries(foreign.map((name) => [name, undefined])),
      TF_CLI_CONFIG_FILE: path.join(this.folder, "terraformrc"),
      TF_IN_AUTOMATION: "1",
      CHECKPOINT_DISABLE: "1",
      // Memory for time: the provider parses some hundred schemas at each of its many starts.
      GOGC: "400",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_EC2_METADATA_DISABLED: "true",
    };
  }

  private write(name: string, text: string): void {
    fs.writeFileSync(path.join(this.folder, name), text);
  }
}

const LAST_WRITES = 40;

const quietly = ["-input=false", "-no-color"];

/** Most of what Terraform does is waiting. */
const parallel = "-parallelism=40";

const applied = ["apply", "-auto-approve", ...quietly, parallel];

const stateShape = z.object({
  values: z.object({
    root_module: z.object({
      resources: z.array(
        z.object({
          mode: z.string(),
          type: z.string(),
          address: z.string(),
          values: z.record(z.string(), z.unknown()),
        }),
      ),
    }),
  }),
});

function isFailedCommand(error: unknown): error is { code: number; stdout: string; stderr: string } {
  return error instanceof Error && "code" in error && typeof error.code === "number" && "stdout" in error;
}
