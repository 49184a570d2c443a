import { createHash, createHmac } from "node:crypto";
import { Agent, type IncomingMessage, request } from "node:http";

export type RawAnswer = { status: number; contentType: string; body: string };

export type RawCall = {
  /** The form as it goes over the wire: `Action=DescribeVpcs&Version=2016-11-15`. */
  body: string | Buffer;
  method?: string;
  path?: string;
  /** Added to the signed request as they are; they may replace its own. */
  headers?: Record<string, string>;
  service?: string;
  region?: string;
};

/**
 * Signed calls below any SDK, for tests and measurements that send what no SDK would, or must not pay for one. The
 * signature is written from AWS's description, not with the code that the sandbox checks it with.
 */
export class SignedCaller {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(private readonly url: string) {}

  call(given: RawCall): Promise<RawAnswer> {
    const { hostname, port, host } = new URL(this.url);
    const { method = "POST", path = "/" } = given;
    const headers = { ...signedHeaders({ ...given, host, method, path }), ...given.headers };
    return new Promise((resolve, reject) => {
      const sent = request({ agent: this.agent, hostname, port, method, path, headers }, (response) => {
        readAnswer(response).then(resolve, reject);
      });
      sent.once("error", reject);
      sent.end(given.body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

function signedHeaders(call: RawCall & { host: string; method: string; path: string }): Record<string, string> {
  const { service = "ec2", region = "ap-northeast-2" } = call;
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const scope = `${time.slice(0, 8)}/${region}/${service}/aws4_request`;
  const canonical = [call.method, call.path, "", `host:${call.host}\nx-amz-date:${time}\n`, names, sha256(call.body)];
  const text = ["AWS4-HMAC-SHA256", time, scope, sha256(canonical.join("\n"))].join("\n");
  const key = ["aws4_request", service, region, time.slice(0, 8)].reduceRight<string | Buffer>(hmac, "AWS4testing");
  return {
    host: call.host,
    "x-amz-date": time,
    "content-type": "application/x-www-form-urlencoded; charset=utf-8",
    "content-length": String(Buffer.byteLength(call.body)),
    authorization: `AWS4-HMAC-SHA256 Credential=testing/${scope}, SignedHeaders=${names}, Signature=${hmac(key, text).toString("hex")}`,
  };
}

const names = "host;x-amz-date";

async function readAnswer(response: IncomingMessage): Promise<RawAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString("utf8");
  return { status: response.statusCode ?? 0, contentType: response.headers["content-type"] ?? "", body };
}

function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
