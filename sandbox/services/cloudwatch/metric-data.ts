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
import { periodStart } from "../../telemetry/statistics";
import type { World } from "../../world";
import { readOffset, writeOffset } from "../page";
import { dimensionsOf } from "./dimensions";
import { wrongToken } from "./list-metrics";
import { byPeriod, isPeriod, roundStart, shortestPeriodSeconds } from "./periods";
import { statisticNamed } from "./statistic";

const queriesMax = 500;
const datapointsMax = 100_800;

type Points = { atMs: number; value: number }[];
/** A query that was checked; its points are worked out when a page comes to them. */
type Result = { id: string; label: string; read: () => Points };

/** Values of many metrics at once, over one span of time. Pages cut through the values of all of them in order. */
export function GetMetricData(input: GetMetricDataCommandInput, world: World): Wire<GetMetricDataCommandOutput> {
  const queries = checkQueries(input.MetricDataQueries ?? []);
  const span = checkSpan(input);
  const limit = input.MaxDatapoints ?? datapointsMax;
  if (limit < 1 || limit > datapointsMax)
    throw validation(`The parameter MaxDatapoints must be between 1 and ${datapointsMax}.`);
  const isAscending = input.ScanBy === "TimestampAscending";
  const results = queries
    .map((query, index) => ({ query, result: prepare(world, query, index + 1, span) }))
    .filter(({ query }) => query.ReturnData !== false)
    .map(({ result }) => (isAscending ? result : { ...result, read: () => result.read().reverse() }));
  return cutPage(results, readPlace(input.NextToken), limit);
}

function prepare(
  world: World,
  query: MetricDataQuery,
  place: number,
  span: { startMs: number; endMs: number },
): Result {
  const { Id = "", Label, MetricStat: stat } = query;
  if (!stat) throw validation(`Error in expression '${Id}': expressions are not simulated by this endpoint`);
  const metric = { namespace: stat.Metric?.Namespace ?? "", metric: stat.Metric?.MetricName ?? "" };
  return { id: Id, label: Label ?? metric.metric, read: statReader(world, stat, metric, place, span) };
}

function statReader(
  world: World,
  stat: MetricStat,
  metric: { namespace: string; metric: string },
  place: number,
  { startMs, endMs }: { startMs: number; endMs: number },
): () => Points {
  const path = `MetricDataQueries.member.${place}.MetricStat`;
  const { Period: seconds = 0, Stat = "", Unit } = stat;
  if (!isPeriod(seconds))
    throw validation(`The parameter ${path}.Period must be 1, 5, 10, 20, 30 or a multiple of 60.`);
  const statistic = statisticNamed(Stat);
  if (!statistic) throw validation(`The value ${Stat} for parameter ${path}.Stat is not supported.`);
  const ageMs = world.nowMs - startMs;
  if (seconds % shortestPeriodSeconds(ageMs) !== 0) return () => [];
  const unit = namespaceOf(metric.namespace)?.units[metric.metric];
  if (Unit !== undefined && unit !== undefined && Unit !== unit) return () => [];
  const periods = { periodMs: seconds * 1000, originMs: 0 };
  const fromMs = periodStart(roundStart(startMs, ageMs), periods);
  const wanted = { ...metric, dimensions: dimensionsOf(stat.Metric?.Dimensions) };
  return () =>
    byPeriod(dataOf(world, seriesBehind(world, wanted), { fromMs, toMs: endMs, periods }), periods).map(
      ({ atMs, data }) => ({ atMs, value: statistic(data) }),
    );
}

/** Where a page begins: in the points of one of the queries. */
type Place = { result: number; point: number };

/** Results before the place are complete, those behind the end of the page are still to come; neither is worked out for it. */
function cutPage(results: Result[], from: Place, limit: number): Wire<GetMetricDataCommandOutput> {
  let left = limit;
  let next: Place | undefined;
  const shown = results.map(({ id, label, read }, result) => {
    const isAsked = result >= from.result && next === undefined;
    const points = isAsked ? read() : [];
    const first = result === from.result ? from.point : 0;
    const page = points.slice(first, first + left);
    left -= page.length;
    if (first + page.length < points.length) next = { result, point: first + page.length };
    return {
      Id: id,
      Label: label,
      Timestamps: page.map(({ atMs }) => new Date(atMs)),
      Values: page.map(({ value }) => value),
      StatusCode: next === undefined ? "Complete" : "PartialData",
    };
  });
  return { MetricDataResults: shown, NextToken: next && writePlace(next), Messages: [] };
}

/** A token holds one number: a place of a result and one in its points, of which a series has fewer than a million. */
function readPlace(token: string | undefined): Place {
  const place = readOffset(token, wrongToken);
  return { result: Math.floor(place / pointsMax), point: place % pointsMax };
}

function writePlace({ result, point }: Place): string {
  return writeOffset(result * pointsMax + point);
}

const pointsMax = 1_000_000;

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
