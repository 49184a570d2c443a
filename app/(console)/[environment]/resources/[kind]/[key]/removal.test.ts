import { describe, expect, it } from "vitest";
import type { KindName } from "@/lib/domain/kinds";
import type { NetworkResource } from "@/lib/server/network/known-resources";
import { removalOf } from "./removal";

function resource(kind: KindName, name: string, spec: Record<string, unknown>, isManaged = true): NetworkResource {
  const attributes = { routes: [], subnetIds: [], propagatingGatewayIds: [], isMain: false };
  return {
    kind,
    key: `${kind}/${name}`,
    name,
    awsId: "x-1",
    state: "available",
    spec,
    desired: isManaged ? spec : null,
    specVersion: 1,
    observed: { awsId: "x-1", name, state: "available", marker: null, attributes },
    observedAt: null,
    goneAt: null,
  };
}

const connection = resource("vpn-connection", "leeds", { customerGateway: "customer-gateway/leeds" });
const route = (isManaged: boolean) =>
  resource("vpn-connection-route", "leeds:10.0.0.0-8", { vpnConnection: connection.key }, isManaged);

describe("removalOf", () => {
  it("takes along what EC2 deletes with it, when it was wanted", () => {
    expect(removalOf(connection, [route(true)])).toMatchObject({
      edits: [{ key: "vpn-connection-route/leeds:10.0.0.0-8" }, { key: "vpn-connection/leeds" }],
      blockers: [],
      isDestructive: true,
    });
  });

  it("needs no edit for what EC2 deletes with it and nobody wanted", () => {
    expect(removalOf(connection, [route(false)]).edits).toEqual([
      { operation: "remove", kind: "vpn-connection", key: connection.key },
    ]);
  });

  it("is blocked by what needs it", () => {
    const gateway = resource("customer-gateway", "leeds", {});
    expect(removalOf(gateway, [connection]).blockers).toEqual([connection]);
  });
});
