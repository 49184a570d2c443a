import { ApiError } from "../../protocol/errors";
import { absence } from "../constraints";
import { readModel } from "../model";
import { modelledService } from "../service";
import * as deletion from "./deletion";
import * as list from "./list";
import * as policy from "./policy";
import * as secret from "./secret";
import * as tags from "./tags";
import * as value from "./value";
import * as versions from "./versions";

/** AWS Secrets Manager: what callers keep, and the pre-shared keys that VPN connections keep there. */
export const secretsManager = modelledService(
  () =>
    readModel("@aws-sdk/client-secrets-manager", {
      target: "secretsmanager",
      xmlNamespace: "",
      missing: (path) => new ApiError("ValidationException", absence(path)),
    }),
  [deletion, list, policy, secret, tags, value, versions],
);
