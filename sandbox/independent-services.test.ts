import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { present, startBench } from "./test-bench";

const startMs = Date.UTC(2026, 0, 5, 8);
const { url, control } = await startBench({ world: "demo", startMs });
const env = {
  ...process.env,
  AWS_ACCESS_KEY_ID: "testing",
  AWS_SECRET_ACCESS_KEY: "testing",
  AWS_DEFAULT_REGION: "ap-northeast-2",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_MAX_ATTEMPTS: "1",
  AWS_PAGER: "",
  PYTHONWARNINGS: "ignore",
  SANDBOX_URL: url,
};

/** boto3 shares no schema with us, and speaks another dialect to CloudWatch than the JavaScript SDK does. */
async function boto3(script: string) {
  const prelude = `
import boto3, datetime, json, os
from botocore.exceptions import ClientError
def client(name): return boto3.client(name, endpoint_url=os.environ["SANDBOX_URL"])
def code(call, **args):
    try: call(**args)
    except ClientError as e: return [e.response["Error"]["Code"], e.response["ResponseMetadata"]["HTTPStatusCode"]]
`;
  try {
    const { stdout } = await promisify(execFile)("python3", ["-c", prelude + script], { env });
    return JSON.parse(stdout);
  } catch (error) {
    if (/ENOENT|No module named 'boto3'/.test(String(error)))
      throw new Error("python3 with boto3 is needed for this test: apt-get install -y python3-boto3");
    throw error;
  }
}

test("boto3 reads metrics, logs and secrets, and their refusals, as it does with AWS", {
  timeout: 120_000,
}, async () => {
  const { tunnels } = await control.listTunnels();
  const up = present(tunnels.find(({ status }) => status === "UP"));
  await control.advance({ advanceSeconds: 900 });
  const seen = await boto3(`
at = datetime.datetime.fromtimestamp(${startMs / 1000}, datetime.timezone.utc)
span = {"StartTime": at, "EndTime": at + datetime.timedelta(minutes=15)}
cw, logs, secrets = client("cloudwatch"), client("logs"), client("secretsmanager")
metric = {"Namespace": "AWS/VPN", "MetricName": "TunnelState", "Dimensions": [{"Name": "TunnelIpAddress", "Value": "${up.outsideIp}"}]}
query = {"Id": "m", "MetricStat": {"Metric": metric, "Period": 300, "Stat": "Minimum"}}
result = cw.get_metric_data(MetricDataQueries=[query], ScanBy="TimestampAscending", **span)["MetricDataResults"][0]
pages = cw.get_paginator("get_metric_data").paginate(MetricDataQueries=[query], PaginationConfig={"PageSize": 2}, **span)
logs.create_log_group(logGroupName="/vpn/leeds")
logs.create_log_stream(logGroupName="/vpn/leeds", logStreamName="s")
ms = int(at.timestamp() * 1000)
events = [{"timestamp": ms + n, "message": json.dumps({"n": n})} for n in range(5)]
logs.put_log_events(logGroupName="/vpn/leeds", logStreamName="s", logEvents=events)
filtered = logs.get_paginator("filter_log_events").paginate(
  logGroupName="/vpn/leeds", filterPattern="{ $.n > 1 }", PaginationConfig={"PageSize": 2})
arn = secrets.create_secret(Name="vpn/leeds", SecretBinary=b"\\x00\\xff")["ARN"]
print(json.dumps({
  "values": result["Values"],
  "times": [time.astimezone(datetime.timezone.utc).strftime("%H:%M") for time in result["Timestamps"]],
  "paged": sum(len(page["MetricDataResults"][0]["Values"]) for page in pages),
  "average": cw.get_metric_statistics(Period=900, Statistics=["Average"], **metric, **span)["Datapoints"][0]["Average"],
  "metrics": len(cw.list_metrics(Namespace="AWS/VPN", Dimensions=metric["Dimensions"], MetricName="TunnelState")["Metrics"]),
  "messages": [event["message"] for page in filtered for event in page["events"]],
  "secret": list(secrets.get_secret_value(SecretId=arn)["SecretBinary"]),
  "refused": {
    "metrics": code(cw.get_metric_data, MetricDataQueries=[{**query, "Id": "M"}], **span),
    "statistics": code(cw.get_metric_statistics, Period=61, Statistics=["Sum"], **metric, **span),
    "unsimulated": code(cw.describe_alarms),
    "logs": code(logs.filter_log_events, logGroupName="/absent"),
    "secrets": code(secrets.get_secret_value, SecretId="absent"),
    "iam": code(client("iam").list_roles),
  },
}))
`);
  expect(seen).toEqual({
    values: [1, 1, 1],
    times: ["08:00", "08:05", "08:10"],
    paged: 3,
    average: 1,
    metrics: 2,
    messages: ['{"n": 2}', '{"n": 3}', '{"n": 4}'],
    secret: [0, 255],
    refused: {
      metrics: ["ValidationError", 400],
      statistics: ["InvalidParameterValue", 400],
      unsimulated: ["UnsupportedOperation", 400],
      logs: ["ResourceNotFoundException", 400],
      secrets: ["ResourceNotFoundException", 400],
      iam: ["UnsupportedOperation", 400],
    },
  });
});
