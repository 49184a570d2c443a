import { ApiError } from "../../protocol/errors";
import { absence } from "../constraints";
import { readModel } from "../model";
import { modelledService } from "../service";
import * as events from "./events";
import * as filterEvents from "./filter-events";
import * as groups from "./groups";
import * as streams from "./streams";
import * as tags from "./tags";

/** Amazon CloudWatch Logs: groups, streams and their events; what the simulation logs and what callers put. */
export const logs = modelledService(
  () =>
    readModel("@aws-sdk/client-cloudwatch-logs", {
      target: "Logs_20140328",
      xmlNamespace: "",
      missing: (path) => new ApiError("InvalidParameterException", absence(path)),
    }),
  [events, filterEvents, groups, streams, tags],
);
