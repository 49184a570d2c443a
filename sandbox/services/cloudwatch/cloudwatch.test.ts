import {
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  GetMetricStatisticsCommand,
  type GetMetricStatisticsCommandInput,
  ListMetricsCommand,
  type MetricDataQuery,
} from "@aws-sdk/client-cloudwatch";
import { describe, expect, test } from "vitest";
import { SignedCaller } from "../../signed-call";
import { present, startBench } from "../../test-bench";
import { clientsFor, expectServiceRefusal } from "../service-bench";

const startMs = Date.UTC(2026, 0, 5, 8);
const minute = 60_000;
const { url, control } = await startBench({ world: "demo", startMs });
const { cloudWatch } = clientsFor(url);

const { tunnels } = await control.listTunnels();
const isUp = (id: string) => tunnels.every((tunnel) => tunnel.connectionId !== id || tunnel.status === "UP");
const { connectionId, outsideIp } = present(tunnels.find((tunnel) => isUp(tunnel.connectionId)));
await control.advance({ advanceSeconds: 600 });
await control.setTunnel({ outsideIp, up: false });
await control.advance({ advanceSeconds: 900 });

const stat = (dimensions: Record<string, string>, change: Partial<MetricDataQuery["MetricStat"]> = {}) => ({
  Metric: {
    Namespace: "AWS/VPN",
    MetricName: "TunnelState",
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  },
  Period: 300,
  Stat: "Minimum",
  ...change,
});
const span = { StartTime: new Date(startMs), EndTime: new Date(startMs + 25 * minute) };
const getData = (queries: MetricDataQuery[], change: Partial<GetMetricDataCommandInput> = {}) =>
  cloudWatch.send(new GetMetricDataCommand({ MetricDataQueries: queries, ...span, ...change }));
const getStatistics = (change: Partial<GetMetricStatisticsCommandInput> = {}) =>
  cloudWatch.send(
    new GetMetricStatisticsCommand({
      Namespace: "AWS/VPN",
      MetricName: "TunnelState",
      Dimensions: [{ Name: "TunnelIpAddress", Value: outsideIp }],
      Period: 300,
      Statistics: ["Minimum"],
      ...span,
      ...change,
    }),
  );

describe("GetMetricData", () => {
  test("a tunnel that went down is seen in its own state, and beside its partner in the connection's", async () => {
    const { MetricDataResults } = await getData([
      { Id: "tunnel", MetricStat: stat({ TunnelIpAddress: outsideIp }) },
      { Id: "both", MetricStat: stat({ VpnId: connectionId, TunnelIpAddress: outsideIp }) },
      { Id: "average", MetricStat: stat({ VpnId: connectionId }, { Stat: "Average" }) },
      { Id: "maximum", MetricStat: stat({ VpnId: connectionId }, { Stat: "Maximum" }) },
    ]);
    expect(MetricDataResults?.map(({ Id, Values }) => [Id, Values])).toEqual([
      ["tunnel", [0, 0, 0, 1, 1]],
      ["both", [0, 0, 0, 1, 1]],
      ["average", [0.5, 0.5, 0.5, 1, 1]],
      ["maximum", [1, 1, 1, 1, 1]],
    ]);
    expect(MetricDataResults?.[0]).toMatchObject({ Label: "TunnelState", StatusCode: "Complete" });
    expect(MetricDataResults?.[0]?.Timestamps?.[0]).toEqual(new Date(startMs + 20 * minute));
  });

  test("a longer period gathers, ScanBy turns the order", async () => {
    const query = { Id: "m", Label: "state", MetricStat: stat({ TunnelIpAddress: outsideIp }, { Period: 900 }) };
    const { MetricDataResults } = await getData([query], { ScanBy: "TimestampAscending" });
    expect(MetricDataResults?.[0]?.Values).toEqual([0, 0]);
    expect(MetricDataResults?.[0]?.Label).toBe("state");
    expect(MetricDataResults?.[0]?.Timestamps).toEqual([new Date(startMs), new Date(startMs + 15 * minute)]);
  });

  test("pages cut through all values in order and come together to the whole", async () => {
    const queries = [
      { Id: "a", MetricStat: stat({ TunnelIpAddress: outsideIp }) },
      { Id: "b", MetricStat: stat({ VpnId: connectionId }) },
    ];
    const first = await getData(queries, { MaxDatapoints: 7 });
    const second = await getData(queries, { MaxDatapoints: 7, NextToken: present(first.NextToken) });
    expect(first.MetricDataResults?.map(({ Values, StatusCode }) => [Values?.length, StatusCode])).toEqual([
      [5, "Complete"],
      [2, "PartialData"],
    ]);
    expect(second.MetricDataResults?.map(({ Values }) => Values?.length)).toEqual([0, 3]);
    expect(second.NextToken).toBeUndefined();
  });

  test("other dimensions, another unit, and periods that are not kept that long find nothing", async () => {
    const old = { StartTime: new Date(startMs - 20 * 24 * 60 * minute) };
    const values = async (query: MetricDataQuery["MetricStat"], change = {}) =>
      (await getData([{ Id: "m", MetricStat: query }], change)).MetricDataResults?.[0]?.Values;
    expect(await values(stat({ Nonsense: "x" }))).toEqual([]);
    expect(await values(stat({ VpnId: connectionId, TunnelIpAddress: "192.0.2.1" }))).toEqual([]);
    expect(await values(stat({ VpnId: connectionId }, { Unit: "Bytes" }))).toEqual([]);
    expect(await values(stat({ VpnId: connectionId }, { Period: 60 }), old)).toEqual([]);
    expect(await values(stat({ VpnId: connectionId }, { Period: 60 }))).toHaveLength(5);
  });

  test("what is wrong is refused as ValidationError", async () => {
    const good = stat({ VpnId: connectionId });
    const refused = (queries: MetricDataQuery[], message: string, change = {}) =>
      expectServiceRefusal(getData(queries, change), "ValidationException", message);
    await refused([{ Id: "m", MetricStat: good }], "The parameter StartTime must be less than the parameter EndTime.", {
      EndTime: span.StartTime,
    });
    await refused(
      [{ Id: "M", MetricStat: good }],
      "The value M for parameter MetricDataQueries.member.1.Id is invalid.",
    );
    await refused(
      [
        { Id: "m", MetricStat: good },
        { Id: "m", MetricStat: good },
      ],
      "The values for parameter id in MetricDataQueries are not unique.",
    );
    await refused(
      Array.from({ length: 501 }, (_, n) => ({ Id: `m${n}`, MetricStat: good })),
      "The collection MetricDataQueries must not have a size greater than 500.",
    );
    await refused(
      [{ Id: "m", MetricStat: stat({}, { Stat: "Mode" }) }],
      "The value Mode for parameter MetricDataQueries.member.1.MetricStat.Stat is not supported.",
    );
    await refused(
      [{ Id: "m", MetricStat: stat({}, { Period: 61 }) }],
      "The parameter MetricDataQueries.member.1.MetricStat.Period must be 1, 5, 10, 20, 30 or a multiple of 60.",
    );
    await expectServiceRefusal(
      getData([{ Id: "m", MetricStat: good }], { NextToken: "none" }),
      "InvalidNextToken",
      "The next token is invalid.",
    );
  });
});

describe("GetMetricStatistics", () => {
  test("every statistic of a period, with the unit", async () => {
    const { Datapoints, Label } = await getStatistics({
      Period: 1500,
      Statistics: ["Average", "Maximum", "Minimum", "SampleCount", "Sum"],
    });
    expect(Label).toBe("TunnelState");
    expect(Datapoints).toEqual([
      {
        Timestamp: new Date(startMs),
        Average: 0.4,
        Maximum: 1,
        Minimum: 0,
        SampleCount: 25,
        Sum: 10,
        Unit: "None",
      },
    ]);
  });

  test("percentiles come beside them", async () => {
    const { Datapoints } = await getStatistics({
      Period: 1500,
      Statistics: undefined,
      ExtendedStatistics: ["p50", "p99.9"],
    });
    expect(Datapoints?.[0]?.ExtendedStatistics).toEqual({ p50: 0, "p99.9": 1 });
  });

  test("periods count from the beginning of the span", async () => {
    const { Datapoints } = await getStatistics({ StartTime: new Date(startMs + 7 * minute), Period: 600 });
    expect(Datapoints?.map(({ Timestamp }) => Timestamp)).toEqual([
      new Date(startMs + 7 * minute),
      new Date(startMs + 17 * minute),
    ]);
  });

  test("what is wrong is refused with CloudWatch's codes", async () => {
    const refused = (change: Partial<GetMetricStatisticsCommandInput>, code: string, message: string) =>
      expectServiceRefusal(getStatistics(change), code, message);
    await refused(
      { StartTime: new Date(startMs - 24 * 60 * minute * 10) },
      "InvalidParameterCombinationException",
      "You have requested up to 2,885 datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.",
    );
    await refused(
      { EndTime: span.StartTime },
      "InvalidParameterValueException",
      "The parameter StartTime must be less than the parameter EndTime.",
    );
    await refused(
      { Statistics: undefined },
      "MissingRequiredParameterException",
      "At least one of the parameters Statistics and ExtendedStatistics must be specified.",
    );
    await refused({ Period: undefined }, "MissingRequiredParameterException", "The parameter Period is required.");
  });
});

describe("ListMetrics", () => {
  const list = async (change: object) =>
    (await cloudWatch.send(new ListMetricsCommand({ Namespace: "AWS/VPN", MetricName: "TunnelState", ...change })))
      .Metrics ?? [];

  test("a tunnel's state stands under both dimensions, under each, and over all tunnels", async () => {
    const names = (await list({})).map(({ Dimensions }) => Dimensions?.map(({ Name }) => Name).join() ?? "");
    expect([...new Set(names)].sort()).toEqual(["", "TunnelIpAddress", "VpnId", "VpnId,TunnelIpAddress"]);
    expect(names.filter((name) => name === "TunnelIpAddress")).toHaveLength(tunnels.length);
  });

  test("dimensions filter by value or by name alone", async () => {
    expect(await list({ Dimensions: [{ Name: "VpnId", Value: connectionId }] })).toHaveLength(3);
    expect(await list({ Dimensions: [{ Name: "VpnId", Value: "vpn-none" }] })).toEqual([]);
    expect(await list({ Namespace: "AWS/EC2" })).toEqual([]);
  });
});

describe("dialects", () => {
  test("the query protocol gets the same in XML, and its own names of errors", async () => {
    const caller = new SignedCaller(url);
    const ask = (parameters: Record<string, string>) =>
      caller.call({
        service: "monitoring",
        body: new URLSearchParams({ Version: "2010-08-01", ...parameters }).toString(),
      });
    const good = {
      Action: "GetMetricStatistics",
      Namespace: "AWS/VPN",
      MetricName: "TunnelState",
      "Dimensions.member.1.Name": "TunnelIpAddress",
      "Dimensions.member.1.Value": outsideIp,
      StartTime: span.StartTime.toISOString(),
      EndTime: span.EndTime.toISOString(),
      Period: "1500",
      "Statistics.member.1": "Average",
      "ExtendedStatistics.member.1": "p50",
    };
    const answer = await ask(good);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain(
      '<GetMetricStatisticsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/">',
    );
    expect(answer.body).toContain("<Datapoints><member><Timestamp>2026-01-05T08:00:00.000Z</Timestamp>");
    expect(answer.body).toContain("<entry><key>p50</key><value>0</value></entry>");
    const absent = await ask({ ...good, MetricName: "" }).then(() => ask({ Action: "GetMetricStatistics" }));
    expect(absent.status).toBe(400);
    expect(absent.body).toContain(
      "<Code>MissingParameter</Code><Message>The parameter Namespace is required.</Message>",
    );
    const wrong = await ask({ ...good, Period: "many" });
    expect(wrong.body).toContain("<Code>MalformedInput</Code>");
    const unknown = await ask({ Action: "Nonsense" });
    expect(unknown.body).toContain("<Code>InvalidAction</Code>");
    caller.close();
  });

  test("an operation that is not simulated is UnsupportedOperation", async () => {
    await expectServiceRefusal(
      cloudWatch.send(new DescribeAlarmsCommand({})),
      "UnsupportedOperation",
      "The operation DescribeAlarms is not simulated by this endpoint.",
    );
  });
});
