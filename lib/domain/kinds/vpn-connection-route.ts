import { z } from "zod";
import { phrase } from "../phrase";
import { cidr, facts, reference } from "./fields";
import { nameInKey } from "./key";
import { defineKind } from "./kind";
import { textOf, vpcOfVpnGateway } from "./neighbours";
import { errorAt, hostBitProblems, onPremisesPrefixProblems } from "./problems";

const spec = z.object({
  vpnConnection: facts(reference("vpn-connection"), { widget: "reference", kind: "vpn-connection", immutable: true }),
  destination: facts(cidr(), { widget: "cidr", immutable: true, source: "reference §1.1" }),
});

const attributes = z.object({ vpnConnectionId: z.string(), destination: z.string() });

/** A prefix behind a static connection. EC2 has no id for it; ours is "vpn-…|10.60.0.0/16". */
export const vpnConnectionRoute = defineKind({
  name: "vpn-connection-route",
  awsIdPrefix: "vpn-",
  isRelation: true,
  rank: 160,
  spec,
  attributes,
  references: (spec) => [{ field: "vpnConnection", key: spec.vpnConnection }],
  removedWith: () => ["vpnConnection"],
  carries: (spec) => [spec.vpnConnection],
  nameOf: (spec, nameOf) => `${nameOf(spec.vpnConnection)}:${spec.destination}`,
  list: { action: "DescribeVpnConnections", input: {} },
  observe: (output) =>
    ("VpnConnections" in output ? (output.VpnConnections ?? []) : []).flatMap((connection) => {
      const vpnConnectionId = connection.VpnConnectionId;
      if (!vpnConnectionId || connection.State === "deleted") return [];
      return (connection.Routes ?? []).flatMap(({ DestinationCidrBlock: destination, State }) =>
        destination
          ? [
              {
                awsId: `${vpnConnectionId}|${destination}`,
                name: null,
                state: State ?? "unknown",
                marker: null,
                attributes: { vpnConnectionId, destination },
              },
            ]
          : [],
      );
    }),
  specOf: ({ attributes: { vpnConnectionId, destination } }, names) => ({
    vpnConnection: names.keyOf("vpn-connection", vpnConnectionId),
    destination,
  }),
  check(key, spec, view) {
    const connection = view.get(spec.vpnConnection);
    const values = { connection: connection?.name ?? nameInKey(spec.vpnConnection), destination: spec.destination };
    if (textOf(connection, "routing") === "bgp") {
      return [errorAt(["vpnConnection"], phrase("problems.staticRouteOnBgp", values))];
    }
    const twin = view
      .all("vpn-connection-route")
      .find(
        (other) =>
          other.key !== key &&
          textOf(other, "vpnConnection") === spec.vpnConnection &&
          textOf(other, "destination") === spec.destination,
      );
    if (twin) return [errorAt(["destination"], phrase("problems.staticRouteExists", values))];
    const gateway = textOf(connection, "vpnGateway");
    const vpc = gateway === undefined ? undefined : vpcOfVpnGateway(view, gateway);
    return [
      ...hostBitProblems(["destination"], spec.destination),
      ...onPremisesPrefixProblems(["destination"], spec.destination, view, vpc?.key),
    ];
  },
  create: (_key, spec) => ({
    call: {
      action: "CreateVpnConnectionRoute",
      input: { VpnConnectionId: { $awsId: spec.vpnConnection }, DestinationCidrBlock: spec.destination },
    },
    phrase: phrase("plan.createVpnConnectionRoute", {
      connection: nameInKey(spec.vpnConnection),
      destination: spec.destination,
    }),
    touch: { what: "no-traffic" },
  }),
  createdId(_output, input) {
    const asked = createdInput.safeParse(input).data;
    return asked && `${asked.VpnConnectionId}|${asked.DestinationCidrBlock}`;
  },
  update: () => "replace",
  remove: (key, { attributes: { vpnConnectionId, destination } }) => ({
    call: {
      action: "DeleteVpnConnectionRoute",
      input: { VpnConnectionId: vpnConnectionId, DestinationCidrBlock: destination },
    },
    phrase: phrase("plan.deleteVpnConnectionRoute", { name: nameInKey(key), destination }),
    touch: { what: "traffic", connectionKeys: [] },
  }),
  settled: (observed) => (observed.state === "pending" ? "settling" : "settled"),
  isGone: (observed) => observed.state === "deleted",
  timing: {
    create: { typicalSeconds: [1, 30], longestSeconds: 600 },
    update: { typicalSeconds: [1, 30], longestSeconds: 600 },
    remove: { typicalSeconds: [1, 30], longestSeconds: 600 },
  },
});

const createdInput = z.object({ VpnConnectionId: z.string(), DestinationCidrBlock: z.string() });
