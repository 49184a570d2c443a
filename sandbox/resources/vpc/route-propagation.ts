import type { DisableVgwRoutePropagationRequest, EnableVgwRoutePropagationRequest } from "@aws-sdk/client-ec2";
import type { Operation } from "../../operation";
import { ApiError, need } from "../../protocol/errors";

export const EnableVgwRoutePropagation: Operation<EnableVgwRoutePropagationRequest> = (input, world) => {
  const table = world.routeTables.require(need(input.RouteTableId, "RouteTableId"));
  const gateway = world.vpnGateways.requireLive(need(input.GatewayId, "GatewayId"));
  const { attachment } = gateway;
  if (attachment?.vpcId !== table.vpcId || attachment.state !== "attached")
    throw new ApiError("Gateway.NotAttached", `resource ${gateway.id} is not attached to network ${table.vpcId}`);
  if (!table.propagatingGatewayIds.includes(gateway.id)) table.propagatingGatewayIds.push(gateway.id);
  return undefined;
};

export const DisableVgwRoutePropagation: Operation<DisableVgwRoutePropagationRequest> = (input, world) => {
  const table = world.routeTables.require(need(input.RouteTableId, "RouteTableId"));
  const gateway = world.vpnGateways.require(need(input.GatewayId, "GatewayId"));
  table.propagatingGatewayIds = table.propagatingGatewayIds.filter((id) => id !== gateway.id);
  return undefined;
};
