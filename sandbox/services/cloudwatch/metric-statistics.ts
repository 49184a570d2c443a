import type { GetMetricStatisticsCommandInput, GetMetricStatisticsCommandOutput } from "@aws-sdk/client-cloudwatch";
import type { Wire } from "../../operation";
import { ApiError } from "../../protocol/errors";
import { dataOf, seriesBehind } from "../../telemetry/metrics";
import { namespaceOf } from "../../telemetry/namespaces";
import type { Datum } from "../../telemetry/statistics";
import type { World } from "../../world";
import { dimensionsOf } from "./dimensions";
import { byPeriod, isPeriod, roundStart, shortestPeriodSeconds } from "./periods";
import { basicNames, statisticNamed } from "./statistic";

const datapointsMax = 1440;

/** Statistics of one metric, in no promised order. Periods count from the beginning of the span that is asked for. */
export function GetMetricStatistics(
  input: GetMetricStatisticsCommandInput,
  world: World,
): Wire<GetMetricStatisticsCommandOutput> {
  const { Namespace: namespace = "", MetricName: metric = "", Period: seconds = 0, Unit } = input;
  check(input);
  const [startMs = 0, endMs = 0] = [input.StartTime?.getTime(), input.EndTime?.getTime()];
  const ageMs = world.nowMs - startMs;
  const unit = namespaceOf(namespace)?.units[metric] ?? "None";
  const isKept = seconds % shortestPeriodSeconds(ageMs) === 0 && (Unit === undefined || Unit === unit);
  const originMs = roundStart(startMs, ageMs);
  const series = isKept ? seriesBehind(world, { namespace, metric, dimensions: dimensionsOf(input.Dimensions) }) : [];
  const periods = { periodMs: seconds * 1000, originMs };
  const found = byPeriod(dataOf(world, series, { fromMs: originMs, toMs: endMs, periods }), periods);
  return {
    Label: metric,
    Datapoints: found.map(({ atMs, data }) => ({ Timestamp: new Date(atMs), ...measure(data, input), Unit: unit })),
  };
}

function measure(data: Datum[], { Statistics = [], ExtendedStatistics = [] }: GetMetricStatisticsCommandInput) {
  const read = (names: string[]) =>
    Object.fromEntries(names.map((name): [string, number | undefined] => [name, statisticNamed(name)?.(data)]));
  return {
    ...read(Statistics),
    ExtendedStatistics: ExtendedStatistics.length > 0 ? read(ExtendedStatistics) : undefined,
  };
}

function check(input: GetMetricStatisticsCommandInput): void {
  const { Statistics = [], ExtendedStatistics = [], Period: seconds = 0 } = input;
  const [startMs = 0, endMs = 0] = [input.StartTime?.getTime(), input.EndTime?.getTime()];
  if (startMs >= endMs) throw invalid("The parameter StartTime must be less than the parameter EndTime.");
  if (!isPeriod(seconds))
    throw invalid("The parameter Period must be a value in the set [ 1, 5, 10, 20, 30 ] or a multiple of 60.");
  if (Statistics.length === 0 && ExtendedStatistics.length === 0)
    throw new ApiError(
      "MissingRequiredParameterException",
      "At least one of the parameters Statistics and ExtendedStatistics must be specified.",
    );
  for (const [index, name] of Statistics.entries())
    if (!basicNames.some((known) => known === name))
      throw invalid(`The parameter Statistics.member.${index + 1} must be one of ${basicNames.join(", ")}.`);
  for (const name of ExtendedStatistics)
    if (!name.startsWith("p") || !statisticNamed(name))
      throw invalid(`The value ${name} for parameter ExtendedStatistics is not supported.`);
  const asked = Math.ceil((endMs - startMs) / 1000 / seconds);
  if (asked > datapointsMax)
    throw new ApiError(
      "InvalidParameterCombinationException",
      `You have requested up to ${asked.toLocaleString("en-US")} datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
}

function invalid(message: string): ApiError {
  return new ApiError("InvalidParameterValueException", message);
}
