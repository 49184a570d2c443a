import type {
  DeleteNetworkInsightsAnalysisRequest,
  DeleteNetworkInsightsAnalysisResult,
  DescribeNetworkInsightsAnalysesRequest,
  DescribeNetworkInsightsAnalysesResult,
  NetworkInsightsAnalysis as NetworkInsightsAnalysisView,
  StartNetworkInsightsAnalysisRequest,
  StartNetworkInsightsAnalysisResult,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { invalidParameterValue, invalidValue, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { type Tags, tagSet, tagsFor } from "../../tags";
import { timings } from "../../timings";
import type { World } from "../../world";
import { analyze } from "./analyze";
import { pageBounds, requireSame } from "./path";

/** One answer to a path's question, as the network was when it was asked. */
export type NetworkInsightsAnalysis = {
  id: string;
  pathId: string;
  startedMs: number;
  status: "running" | "succeeded";
  filterInArns: string[];
  filterOutArns: string[];
  additionalAccounts: string[];
  finding: Finding;
  clientToken: string | undefined;
  request: string;
  tags: Tags;
};

/** What is shown once the analysis has succeeded. */
export type Finding = Pick<
  Wire<NetworkInsightsAnalysisView>,
  "NetworkPathFound" | "ForwardPathComponents" | "ReturnPathComponents" | "Explanations"
>;

/** Reachability Analyzer guide: an analysis is deleted by itself after 120 days. */
const keptSeconds = 120 * 86_400;

export const StartNetworkInsightsAnalysis: Operation<
  StartNetworkInsightsAnalysisRequest,
  StartNetworkInsightsAnalysisResult
> = (input, world) => {
  const { ClientToken: clientToken, ...asked } = input;
  const request = JSON.stringify(asked);
  const made = world.networkInsightsAnalyses.find(
    (row) => clientToken !== undefined && row.clientToken === clientToken,
  );
  if (made) return { NetworkInsightsAnalysis: view(requireSame(made, request), world) };
  const path = world.networkInsightsPaths.require(need(input.NetworkInsightsPathId, "NetworkInsightsPathId"));
  const filterInArns = readArns(input.FilterInArns, "FilterInArn");
  const filterOutArns = readArns(input.FilterOutArns, "FilterOutArn");
  const twice = filterInArns.find((arn) => filterOutArns.includes(arn));
  if (twice !== undefined) throw invalidParameterValue(`${twice} is both included and excluded.`);
  const tags = tagsFor("networkInsightsAnalysis", input.TagSpecifications);
  requireRoom(world, "networkInsightsAnalyses", world.networkInsightsAnalyses.size);
  const row = world.networkInsightsAnalyses.add<NetworkInsightsAnalysis>({
    id: world.newId("networkInsightsAnalysis"),
    pathId: path.id,
    startedMs: world.nowMs,
    status: "running",
    filterInArns,
    filterOutArns,
    additionalAccounts: input.AdditionalAccounts ?? [],
    finding: analyze(world, path, { filterInArns, filterOutArns }),
    clientToken,
    request,
    tags,
  });
  world.later(timings.networkInsightsAnalyzing, "network-insights-analysis-succeeded", row.id);
  world.later(keptSeconds, "network-insights-analysis-gone", row.id);
  return { NetworkInsightsAnalysis: view(row, world) };
};

export const DescribeNetworkInsightsAnalyses: Operation<
  DescribeNetworkInsightsAnalysesRequest,
  DescribeNetworkInsightsAnalysesResult
> = (input, world) => {
  const { NetworkInsightsAnalysisIds: ids, NetworkInsightsPathId: pathId, Filters } = input;
  if (pathId !== undefined) world.networkInsightsPaths.require(pathId);
  const beginMs = input.AnalysisStartTime?.getTime() ?? Number.NEGATIVE_INFINITY;
  const endMs = input.AnalysisEndTime?.getTime() ?? Number.POSITIVE_INFINITY;
  const asked = select(world.networkInsightsAnalyses, ids, Filters, filters)
    .filter((row) => pathId === undefined || row.pathId === pathId)
    .filter(({ startedMs }) => beginMs <= startedMs && startedMs <= endMs);
  const found = page(asked, input, ids, pageBounds);
  return { NetworkInsightsAnalyses: found.rows.map((row) => view(row, world)), NextToken: found.nextToken };
};

export const DeleteNetworkInsightsAnalysis: Operation<
  DeleteNetworkInsightsAnalysisRequest,
  DeleteNetworkInsightsAnalysisResult
> = (input, world) => {
  const id = need(input.NetworkInsightsAnalysisId, "NetworkInsightsAnalysisId");
  world.networkInsightsAnalyses.require(id);
  world.networkInsightsAnalyses.delete(id);
  return { NetworkInsightsAnalysisId: id };
};

export function networkInsightsAnalysisSucceeds(world: World, id: string): void {
  const row = world.networkInsightsAnalyses.get(id);
  if (row) row.status = "succeeded";
}

function readArns(arns: string[] | undefined, parameter: string): string[] {
  for (const arn of arns ?? []) if (!/^arn:aws[a-z-]*:\S+:\S+$/.test(arn)) throw invalidValue(parameter, arn);
  return arns ?? [];
}

function view(row: NetworkInsightsAnalysis, world: World): Wire<NetworkInsightsAnalysisView> {
  return {
    NetworkInsightsAnalysisId: row.id,
    NetworkInsightsAnalysisArn: world.arn("networkInsightsAnalysis", row.id),
    NetworkInsightsPathId: row.pathId,
    AdditionalAccounts: row.additionalAccounts,
    FilterInArns: row.filterInArns,
    FilterOutArns: row.filterOutArns,
    StartDate: new Date(row.startedMs),
    Status: row.status,
    ...(row.status === "succeeded" ? row.finding : {}),
    Tags: tagSet(row.tags),
  };
}

const filters: FilterTable<NetworkInsightsAnalysis> = {
  "path-found": ({ status, finding }) => (status === "succeeded" ? finding.NetworkPathFound : undefined),
  status: ({ status }) => status,
};
