import { ApiError } from "../../protocol/errors";
import { serializeError } from "../../protocol/serialize-output";
import type { Dialect } from "../dialect";
import { refuseInEc2 } from "../refusals";

/** EC2's own form and XML. Its operations are read and written by the EC2 service, which has shapes of its own. */
export function ec2Dialect(params: URLSearchParams): Dialect {
  return {
    name: "ec2",
    action: params.get("Action") ?? "",
    params,
    refuse: refuseInEc2,
    throttled: new ApiError("RequestLimitExceeded", "Request limit exceeded.", 503),
    readInput: notModelled,
    writeOutput: notModelled,
    writeError: (error, requestId) => ({
      status: error.status,
      contentType: "text/xml;charset=UTF-8",
      pieces: [serializeError(error, requestId)],
    }),
  };
}

function notModelled(): never {
  throw new Error("EC2's dialect is spoken to EC2 only");
}
