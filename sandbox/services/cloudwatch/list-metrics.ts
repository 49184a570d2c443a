import type { DimensionFilter, ListMetricsCommandInput, ListMetricsCommandOutput } from "@aws-sdk/client-cloudwatch";
import type { Wire } from "../../operation";
import { ApiError } from "../../protocol/errors";
import { listMetrics } from "../../telemetry/metrics";
import { lastMeasuredMs } from "../../telemetry/statistics";
import type { World } from "../../world";
import { cutPage } from "../page";

const pageSize = 500;

export const wrongToken = new ApiError("InvalidNextToken", "The next token is invalid.");

/** Metrics that got a value in the last two weeks (ListMetrics, description), under each of their sets of dimensions. */
export function ListMetrics(input: ListMetricsCommandInput, world: World): Wire<ListMetricsCommandOutput> {
  if (input.RecentlyActive !== undefined && input.RecentlyActive !== "PT3H")
    throw new ApiError("InvalidParameterValueException", "The parameter RecentlyActive must be PT3H.");
  const sinceMs = world.nowMs - (input.RecentlyActive === undefined ? 14 * 24 : 3) * 3_600_000;
  const { account } = world.place;
  const isOurs = input.OwningAccount === undefined || input.OwningAccount === account;
  const found = listMetrics(world, { namespace: input.Namespace, metric: input.MetricName }).filter(
    ({ dimensions, series }) =>
      isOurs &&
      has(dimensions, input.Dimensions ?? []) &&
      series.some((one) => (lastMeasuredMs(one, world.nowMs) ?? 0) > sinceMs),
  );
  const { page, nextToken } = cutPage(found, { token: input.NextToken, size: pageSize, refusal: wrongToken });
  return {
    Metrics: page.map(({ namespace, metric, dimensions }) => ({
      Namespace: namespace,
      MetricName: metric,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    })),
    NextToken: nextToken,
    OwningAccounts: input.IncludeLinkedAccounts ? page.map(() => account) : undefined,
  };
}

/** A filter without a value asks for the name alone. */
function has(dimensions: Record<string, string>, filters: DimensionFilter[]): boolean {
  return filters.every(({ Name = "", Value }) => {
    const value = dimensions[Name];
    return value !== undefined && (Value === undefined || value === Value);
  });
}
