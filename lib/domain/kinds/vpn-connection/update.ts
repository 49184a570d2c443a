import { DomainError } from "../../../errors";
import { phrase } from "../../phrase";
import { nameInKey } from "../key";
import type { CallDraft, FieldChange, Observed } from "../kind";
import { renameDraft } from "../tags";
import type { ConnectionAttributes } from "./observe";
import type { ConnectionSpec } from "./spec";
import { isSharedWithDevice, isTunnelOption, optionsInput, TUNNEL_DEFAULTS, type TunnelOption } from "./tunnel-options";

interface Context {
  key: string;
  spec: ConnectionSpec;
  observed: Observed<ConnectionAttributes>;
  changes: FieldChange[];
}

/**
 * The calls that change a connection in place: name, gateways, traffic selectors, then one call for each tunnel that
 * changed. Only the routing type needs another connection (reference §1.1).
 */
export function updateConnection(context: Context): CallDraft[] | "replace" {
  const changed = new Set(context.changes.map((change) => change.path[0]));
  if (changed.has("routing")) return "replace";
  return [
    ...(changed.has("name") ? [renameDraft(context.observed.awsId, context.spec.name)] : []),
    ...(changed.has("customerGateway") ? [customerGatewayDraft(context)] : []),
    ...(changed.has("vpnGateway") ? [vpnGatewayDraft(context)] : []),
    ...(changed.has("localIpv4Cidr") || changed.has("remoteIpv4Cidr") ? [selectorsDraft(context, changed)] : []),
    ...tunnelDrafts(context),
  ];
}

/** ModifyVpnConnection takes one new end a call, and keeps outside addresses and tunnel options (reference §1.6). */
function customerGatewayDraft({ key, spec, observed }: Context): CallDraft {
  return {
    call: {
      action: "ModifyVpnConnection",
      input: { VpnConnectionId: observed.awsId, CustomerGatewayId: { $awsId: spec.customerGateway } },
    },
    phrase: phrase("plan.changeCustomerGateway", { name: spec.name, gateway: nameInKey(spec.customerGateway) }),
    touch: { what: "both-tunnels", connectionKey: key },
    deviceMustChange: true,
  };
}

function vpnGatewayDraft({ key, spec, observed }: Context): CallDraft {
  return {
    call: {
      action: "ModifyVpnConnection",
      input: { VpnConnectionId: observed.awsId, VpnGatewayId: { $awsId: spec.vpnGateway } },
    },
    phrase: phrase("plan.changeVpnGateway", { name: spec.name, gateway: nameInKey(spec.vpnGateway) }),
    touch: { what: "both-tunnels", connectionKey: key },
  };
}

function selectorsDraft({ key, spec, observed }: Context, changed: ReadonlySet<unknown>): CallDraft {
  return {
    call: {
      action: "ModifyVpnConnectionOptions",
      input: {
        VpnConnectionId: observed.awsId,
        ...(changed.has("localIpv4Cidr") ? { LocalIpv4NetworkCidr: spec.localIpv4Cidr } : {}),
        ...(changed.has("remoteIpv4Cidr") ? { RemoteIpv4NetworkCidr: spec.remoteIpv4Cidr } : {}),
      },
    },
    phrase: phrase("plan.changeSelectors", {
      name: spec.name,
      local: spec.localIpv4Cidr,
      remote: spec.remoteIpv4Cidr,
    }),
    touch: { what: "both-tunnels", connectionKey: key },
    deviceMustChange: true,
  };
}

function tunnelDrafts(context: Context): CallDraft[] {
  return context.spec.tunnels.flatMap((tunnel, index) => {
    const options = changedOptions(context.changes, index);
    if (options.length === 0) return [];
    const outsideIpAddress = outsideAddressOf(context, index);
    const draft: CallDraft = {
      call: {
        action: "ModifyVpnTunnelOptions",
        input: {
          VpnConnectionId: context.observed.awsId,
          VpnTunnelOutsideIpAddress: outsideIpAddress,
          TunnelOptions: optionsInput(tunnel, options),
        },
      },
      phrase: phrase("plan.changeTunnel", {
        name: context.spec.name,
        address: outsideIpAddress,
        options: options.length,
        key: String(options.includes("presharedKey")),
      }),
      touch: { what: "tunnel", connectionKey: context.key, outsideIpAddress },
      deviceMustChange: options.some(isSharedWithDevice),
    };
    return [draft];
  });
}

/** Names of the options of one tunnel that changed; a change of the whole tunnel, or of the whole pair, is all of them. */
function changedOptions(changes: readonly FieldChange[], index: number): TunnelOption[] {
  const own = changes.filter(({ path }) => path[0] === "tunnels" && (path[1] === index || path[1] === undefined));
  const names = own.some(({ path }) => path[2] === undefined)
    ? Object.keys(TUNNEL_DEFAULTS)
    : own.map(({ path }) => path[2]);
  return [...new Set(names)].filter(isTunnelOption);
}

/**
 * A tunnel is its outside address, never its place in a list. Without a known address nothing can be changed: a guess could
 * take down the other tunnel.
 */
function outsideAddressOf({ spec, observed }: Context, index: number): string {
  const wanted = spec.tunnels[index]?.outsideIpAddress;
  const known = observed.attributes.tunnels.map((tunnel) => tunnel.outsideIpAddress);
  if (wanted === undefined || !known.includes(wanted)) {
    throw new DomainError("tunnel-not-found", {
      name: spec.name,
      address: wanted ?? "–",
      known: known.join(", "),
    });
  }
  return wanted;
}
