import { ApiError } from "../../protocol/errors";
import { readModel } from "../model";
import { modelledService } from "../service";
import * as listMetrics from "./list-metrics";
import * as metricData from "./metric-data";
import * as metricStatistics from "./metric-statistics";

/** Amazon CloudWatch's metrics, read only: what the simulation measures. */
export const cloudWatch = modelledService(
  () =>
    readModel("@aws-sdk/client-cloudwatch", {
      target: "GraniteServiceVersion20100801",
      xmlNamespace: "http://monitoring.amazonaws.com/doc/2010-08-01/",
      missing: (path) =>
        new ApiError("MissingRequiredParameterException", `The parameter ${wireName(path)} is required.`),
    }),
  [listMetrics, metricData, metricStatistics],
);

/** CloudWatch names members as its oldest protocol does: `MetricDataQueries.member.1.Id`. */
function wireName(path: string[]): string {
  return path.map((part) => (/^\d+$/.test(part) ? `member.${part}` : part)).join(".");
}
