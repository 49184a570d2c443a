import { ApiError } from "../../protocol/errors";
import { absence } from "../constraints";
import { readModel } from "../model";
import { modelledService } from "../service";
import * as identity from "./identity";
import * as sessions from "./sessions";

/** AWS STS: who calls, and credentials for a while. */
export const sts = modelledService(
  () =>
    readModel("@aws-sdk/client-sts", {
      target: "AWSSecurityTokenServiceV20110615",
      xmlNamespace: "https://sts.amazonaws.com/doc/2011-06-15/",
      missing: (path) => new ApiError("ValidationError", absence(path)),
    }),
  [identity, sessions],
);
