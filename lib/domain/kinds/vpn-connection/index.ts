import { z } from "zod";
import { phrase } from "../../phrase";
import { nameInKey } from "../key";
import { defineKind } from "../kind";
import { attachmentOfVpnGateway } from "../neighbours";
import { creationTags } from "../tags";
import { checkConnection } from "./check";
import { connectionAttributes, observeConnection } from "./observe";
import { completeConnection, connectionSpec, specOfConnection } from "./spec";
import { creationInput } from "./tunnel-options";
import { updateConnection } from "./update";

/** A Site-to-Site VPN connection at a VPN gateway: always exactly two tunnels. */
export const vpnConnection = defineKind({
  name: "vpn-connection",
  awsIdPrefix: "vpn-",
  rank: 150,
  spec: connectionSpec,
  attributes: connectionAttributes,
  references: (spec) => [
    { field: "customerGateway", key: spec.customerGateway },
    { field: "vpnGateway", key: spec.vpnGateway },
  ],
  // Documented: attach, then connect; and disconnect, then detach (reference §3.1).
  follows(spec, view) {
    const attachment = attachmentOfVpnGateway(view, spec.vpnGateway);
    return attachment ? [attachment.key] : [];
  },
  nameOf: (spec) => spec.name,
  list: { action: "DescribeVpnConnections", input: {} },
  observe: (output) => ("VpnConnections" in output ? (output.VpnConnections ?? []) : []).flatMap(observeConnection),
  specOf: specOfConnection,
  check: checkConnection,
  create: (_key, spec, tags) => ({
    call: {
      action: "CreateVpnConnection",
      input: {
        Type: "ipsec.1",
        CustomerGatewayId: { $awsId: spec.customerGateway },
        VpnGatewayId: { $awsId: spec.vpnGateway },
        Options: {
          StaticRoutesOnly: spec.routing === "static",
          LocalIpv4NetworkCidr: spec.localIpv4Cidr,
          RemoteIpv4NetworkCidr: spec.remoteIpv4Cidr,
          // Both are always sent: a list of one leaves the second tunnel at weak defaults (reference §14).
          TunnelOptions: spec.tunnels.map(creationInput),
        },
        TagSpecifications: creationTags("vpn-connection", spec.name, tags),
      },
    },
    phrase: phrase("plan.createVpnConnection", {
      name: spec.name,
      customerGateway: nameInKey(spec.customerGateway),
      vpnGateway: nameInKey(spec.vpnGateway),
      routing: spec.routing,
    }),
    touch: { what: "no-traffic" },
  }),
  createdId: (output) => createdOutput.safeParse(output).data?.VpnConnection?.VpnConnectionId,
  update: updateConnection,
  remove: (key, observed) => ({
    call: { action: "DeleteVpnConnection", input: { VpnConnectionId: observed.awsId } },
    phrase: phrase("plan.deleteVpnConnection", { name: observed.name ?? nameInKey(key) }),
    touch: { what: "destroys" },
  }),
  settled(observed) {
    switch (observed.state) {
      case "pending":
      case "modifying": // Seen in answers though absent from the enum (reference §1.1).
        return "settling";
      case "deleting":
      case "deleted":
        return { severity: "error", phrase: phrase("problems.stateFailed", { state: observed.state }) };
      default:
        return observed.attributes.gatewayAssociationState === "associating" ? "settling" : "settled";
    }
  },
  isGone: (observed) => observed.state === "deleted",
  complete: completeConnection,
  // reference §3.4: 3 to 10 minutes to make one, 1 to 5 to delete it; users report up to 40 (product.md, "Waits").
  timing: {
    create: { typicalSeconds: [180, 600], longestSeconds: 2700 },
    update: { typicalSeconds: [60, 600], longestSeconds: 2700 },
    remove: { typicalSeconds: [60, 300], longestSeconds: 1800 },
  },
});

const createdOutput = z.object({ VpnConnection: z.object({ VpnConnectionId: z.string() }).partial().optional() });
