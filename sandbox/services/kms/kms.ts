import { ApiError } from "../../protocol/errors";
import { absence } from "../constraints";
import { readModel } from "../model";
import { modelledService } from "../service";
import * as alias from "./alias";
import * as dataKey from "./data-key";
import * as deletion from "./deletion";
import * as encryption from "./encryption";
import * as key from "./key";
import * as rotation from "./rotation";

/** AWS KMS: keys that encrypt and never leave. */
export const kms = modelledService(
  () => ({
    ...readModel("@aws-sdk/client-kms", {
      target: "TrentService",
      xmlNamespace: "",
      missing: (path) => new ApiError("ValidationException", absence(path)),
    }),
    // The schemas have names of the query protocol, which KMS does not speak: it never sends them (BC, no `awsQueryCompatible`).
    queryCodes: new Map(),
  }),
  [alias, dataKey, deletion, encryption, key, rotation],
);
