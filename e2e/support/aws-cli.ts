import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import { product } from "./product";

const output = z.record(z.string(), z.array(z.record(z.string(), z.unknown())));

/** What the AWS CLI, a client that is not ours, reads of the sandbox: `describe(region, "describe-vpcs")` gives its list. */
export async function describeWithAwsCli(region: string, operation: string): Promise<Record<string, unknown>[]> {
  const [list] = Object.values(output.parse(await runAwsCli(region, [operation])));
  return list ?? [];
}

/** Changes something behind the console's back, as a person with a terminal does; gives the answer. */
export async function runAwsCli(region: string, operation: readonly string[]): Promise<unknown> {
  const args = ["--endpoint-url", product().ec2Url, "--region", region, "--output", "json", "ec2", ...operation];
  const { stdout } = await promisify(execFile)("aws", args, {
    env: { ...process.env, AWS_ACCESS_KEY_ID: "testing", AWS_SECRET_ACCESS_KEY: "testing", AWS_PAGER: "" },
  });
  return stdout.trim() === "" ? null : JSON.parse(stdout);
}
