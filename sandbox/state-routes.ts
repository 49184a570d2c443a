import { z } from "zod";
import type { Route } from "./control";
import { copyRequest, copyWorld } from "./worlds/copy-world";

/** `state` is what the sandbox gave, unchanged: base64 of bytes of its own version. It holds pre-shared keys. */
export const stateRequest = z.strictObject({ state: z.base64() });

/** How worlds are taken out of a sandbox and put into one. */
export const stateRoutes: Record<string, Route> = {
  "GET /state": (sandbox) => ({ state: sandbox.exportState().toString("base64") }),
  "PUT /state": (sandbox, body) => {
    sandbox.importState(Buffer.from(stateRequest.parse(body).state, "base64"));
    return { worlds: sandbox.allWorlds().map(({ place }) => place) };
  },
  "POST /worlds/from-describe": (sandbox, body) => {
    const request = copyRequest.parse(body);
    sandbox.reset("empty");
    return copyWorld(sandbox.worldOf(request.account, request.region), request);
  },
};
