import type {
  GetMetricDataCommandInput,
  GetMetricDataCommandOutput,
  MetricDataQuery,
  MetricStat,
} from "@aws-sdk/client-cloudwatch";
import type { Wire } from "../../operation";
import { ApiError } from "../../protocol/errors";
import { dataOf, seriesBehind } from "../../telemetry/metrics";
import { namespaceOf } from "../../telemetry/namespaces";
import type { World } from "../../world";
import { readOffset, writeOffset } from "../page";
import { dimensionsOf } from "./dimensions";
import { wrongToken } from "./list-metrics";
import { byPeriod, isPeriod, roundStart, shortestPeriodSeconds } from "./periods";
import { statisticNamed } from "./statistic";

const queriesMax = 500;
const datapointsMax = 100_800;

type Points = { atMs: number; value: number }[];
type Result = { id: string; label: string; points: Points };

/** Values of many metrics at once, over one span of time. Pages cut through the values of all of them in order. */
export function GetMetricData(input: GetMetricDataCommandInput, world: World): Wire<GetMetricDataCommandOutput> {
  const queries = checkQueries(input.MetricDataQueries ?? []);
  const span = checkSpan(input);
  const limit = input.MaxDatapoints ?? datapointsMax;
  if (limit < 1 || limit > datapointsMax)
    throw validation(`The parameter MaxDatapoints must be between 1 and ${datapointsMax}.`);
  const isAscending = input.ScanBy === "TimestampAscending";
  const results = queries
    .map((query, index) => ({ query, result: evaluate(world, query, index + 1, span) }))
    .filter(({ query }) => query.ReturnData !== false)
    .map(({ result }) => (isAscending ? result : { ...result, points: result.points.toReversed() }));
  return cutPage(results, readOffset(input.NextToken, wrongToken), limit);
}

function evaluate(
  world: World,
  query: MetricDataQuery,
  place: number,
  span: { startMs: number; endMs: number },
): Result {
  const { Id = "", Label, MetricStat: stat } = query;
  if (!stat) throw validation(`Error in expression '${Id}': expressions are not simulated by this endpoint`);
  const metric = { namespace: stat.Metric?.Namespace ?? "", metric: stat.Metric?.MetricName ?? "" };
  return { id: Id, label: Label ?? metric.metric, points: readStat(world, stat, metric, place, span) };
}

function readStat(
  world: World,
  stat: MetricStat,
  metric: { namespace: string; metric: string },
  place: number,
  { startMs, endMs }: { startMs: number; endMs: number },
): Points {
  const path = `MetricDataQueries.member.${place}.MetricStat`;
  const { Period: seconds = 0, Stat = "", Unit } = stat;
  if (!isPeriod(seconds))
    throw validation(`The parameter ${path}.Period must be 1, 5, 10, 20, 30 or a multiple of 60.`);
  const statistic = statisticNamed(Stat);
  if (!statistic) throw validation(`The value ${Stat} for parameter ${path}.Stat is not supported.`);
  const ageMs = world.nowMs - startMs;
  if (seconds % shortestPeriodSeconds(ageMs) !== 0) return [];
  const unit = namespaceOf(metric.namespace)?.units[metric.metric];
  if (Unit !== undefined && unit !== undefined && Unit !== unit) return [];
  const periodMs = seconds * 1000;
  const fromMs = Math.floor(roundStart(startMs, ageMs) / periodMs) * periodMs;
  const series = seriesBehind(world, { ...metric, dimensions: dimensionsOf(stat.Metric?.Dimensions) });
  const data = dataOf(world, series, { fromMs, toMs: endMs });
  return byPeriod(data, { periodMs, originMs: 0 }).map((period) => ({
    atMs: period.atMs,
    value: statistic(period.data),
  }));
}

function cutPage(results: Result[], offset: number, limit: number): Wire<GetMetricDataCommandOutput> {
  const end = offset + limit;
  let seen = 0;
  const shown = results.map(({ id, label, points }) => {
    const page = points.slice(Math.max(0, offset - seen), Math.max(0, end - seen));
    seen += points.length;
    return {
      Id: id,
      Label: label,
      Timestamps: page.map(({ atMs }) => new Date(atMs)),
      Values: page.map(({ value }) => value),
      StatusCode: seen > end ? "PartialData" : "Complete",
    };
  });
  return { MetricDataResults: shown, NextToken: end < seen ? writeOffset(end) : undefined, Messages: [] };
}

function checkQueries(queries: MetricDataQuery[]): MetricDataQuery[] {
  if (queries.length > queriesMax)
    throw validation(`The collection MetricDataQueries must not have a size greater than ${queriesMax}.`);
  const ids = new Set<string>();
  for (const [index, { Id = "", MetricStat: stat, Expression }] of queries.entries()) {
    const path = `MetricDataQueries.member.${index + 1}`;
    if (!/^[a-z][a-zA-Z0-9_]{0,254}$/.test(Id))
      throw validation(`The value ${Id} for parameter ${path}.Id is invalid.`);
    if (ids.has(Id)) throw validation(`The values for parameter id in MetricDataQueries are not unique.`);
    if ((stat === undefined) === (Expression === undefined))
      throw validation(`Exactly one of the parameters MetricStat and Expression must be specified for ${path}.`);
    ids.add(Id);
  }
  return queries;
}

function checkSpan({ StartTime, EndTime }: GetMetricDataCommandInput): { startMs: number; endMs: number } {
  const [startMs = 0, endMs = 0] = [StartTime?.getTime(), EndTime?.getTime()];
  if (startMs >= endMs) throw validation("The parameter StartTime must be less than the parameter EndTime.");
  return { startMs, endMs };
}

function validation(message: string): ApiError {
  return new ApiError("ValidationException", message);
}
