import fs from "node:fs";
import path from "node:path";
import { describeWithAwsCli } from "./aws-cli";
import { LAB } from "./lab";
import type { Product } from "./product";

const DEMO_REGION = "ap-northeast-2";
/** Parts of EC2's answer about a VPN connection, which carries keys. */
const TRACES = ["<pre_shared_key>", "<vpn_connection", "vpnConnectionSet", "CustomerGatewayConfiguration"];

/** The pre-shared keys that the demo's connections have. */
export async function readDemoKeys(): Promise<string[]> {
  const connections = await describeWithAwsCli(DEMO_REGION, "describe-vpn-connections");
  return Array.from(
    JSON.stringify(connections).matchAll(/<pre_shared_key>(.*?)<\/pre_shared_key>/g),
    ([, key = ""]) => key,
  );
}

/** Where log files hold a pre-shared key, an answer of EC2, a session, a password or one of the others: the file and the first letters. */
export async function findLeaks(
  { dataFolder, session, password }: Product,
  others: readonly string[] = [],
): Promise<string[]> {
  const { cookies } = JSON.parse(fs.readFileSync(session, "utf8"));
  const token = cookies.find(({ name }: { name: string }) => name.endsWith("session_token"))?.value;
  if (typeof token !== "string") throw new Error(`${session} holds no session`);
  const [id = ""] = decodeURIComponent(token).split(".");
  const secrets = [...(await readDemoKeys()), LAB.key, token, id, password, ...TRACES, ...others];
  return logFiles(dataFolder).flatMap((file) => {
    const text = fs.readFileSync(file, "utf8");
    return secrets.filter((secret) => text.includes(secret)).map((secret) => `${file}: ${secret.slice(0, 3)}…`);
  });
}

/** Throws when there are fewer than the product's parts write: then nothing would be searched. */
function logFiles(dataFolder: string): string[] {
  const folder = path.join(dataFolder, "logs");
  const files = fs.readdirSync(folder).map((name) => path.join(folder, name));
  if (files.length < 3)
    throw new Error(`Expected the logs of web, worker and sandbox in ${folder}, saw ${files.length}`);
  return files;
}
