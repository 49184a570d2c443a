import { connectSite, type SiteConnectionWish } from "../goals/site-connection";
import { type LaidOutVpc, layOutVpc } from "../goals/vpc-layout";
import type { NetworkView } from "../kinds/kind";
import type { Edit } from "../plan/step";
import { layEdits } from "../plan/view-network";
import type { Problem } from "../problem";
import type { Answers, StageAnswers } from "./answers";

/** What a guide wants, as far as it has been told. */
export interface GuideDraft {
  edits: Edit[];
  problems: Problem[];
  /** The VPC that the site is connected to; undefined until it is chosen. */
  vpc: string | undefined;
  /** Only with a new VPC. */
  laidOut: LaidOutVpc | undefined;
  customerGateway: string | undefined;
  vpnGateway: string | undefined;
  vpnConnection: string | undefined;
  /** The network as it will be. */
  view: NetworkView;
}

/** The layouts that bring a VPN gateway of their own. */
export const LAYOUTS_WITH_VPN: ReadonlySet<StageAnswers["network"]["layout"]> = new Set([
  "public-private-vpn",
  "private-vpn",
]);

/**
 * The edits of a guide. The same answers always make the same edits, so that they can be written again whenever an answer
 * changes; what has not been asked yet makes none.
 */
export function draftEdits(answers: Answers, view: NetworkView): GuideDraft {
  const laidOut = layOut(answers, view);
  const vpc = laidOut?.vpc ?? (answers.network?.use === "existing" ? answers.network.vpc || undefined : undefined);
  const around = layEdits(view, laidOut?.edits ?? []);
  const wish = wishOf(answers, { vpc, laidOut });
  const site = wish && connectSite(wish, around);
  const edits = [...(laidOut?.edits ?? []), ...(site ? site.edits.filter((edit) => isAsked(edit, answers)) : [])];
  return {
    edits,
    problems: laidOut?.problems ?? [],
    vpc,
    laidOut,
    customerGateway: site?.customerGateway,
    vpnGateway: site?.vpnGateway ?? laidOut?.vpnGateway,
    vpnConnection: answers.connection && site?.vpnConnection,
    view: layEdits(view, edits),
  };
}

function layOut({ network, "vpn-gateway": gateway }: Answers, view: NetworkView): LaidOutVpc | undefined {
  if (network?.use !== "new") return undefined;
  const { layout, name, cidr, zone, publicCidr, privateCidr } = network;
  const subnetCidrs = { public: publicCidr || undefined, private: privateCidr || undefined };
  return layOutVpc(
    { layout, name, cidr, zone: zone || undefined, subnetCidrs, amazonSideAsn: asnOf(gateway?.amazonSideAsn) },
    (key) => view.get(key) !== undefined,
  );
}

/** Undefined until the site and its VPC are known: nothing can be connected before. */
function wishOf(
  answers: Answers,
  { vpc, laidOut }: Pick<GuideDraft, "vpc" | "laidOut">,
): SiteConnectionWish | undefined {
  const { needs, access, connection, "customer-gateway": customer, "vpn-gateway": gateway } = answers;
  if (!needs || vpc === undefined) return undefined;
  const name = connection?.name || needs.site;
  return {
    name,
    vpc,
    customerGateway:
      customer?.use === "existing"
        ? { key: customer.key }
        : { name: customer?.name || needs.site, ipAddress: needs.ipAddress, bgpAsn: asnOf(needs.bgpAsn) },
    vpnGateway: gatewayOf(gateway, laidOut, needs.site),
    routing: needs.routing === "bgp" ? { type: "bgp" } : { type: "static", prefixes: needs.prefixes },
    ...(connection ? { tunnels: connection.tunnels } : {}),
    propagateInto: access?.propagateInto ?? [],
    ...(access && access.allow.length > 0
      ? {
          access: {
            securityGroup:
              access.group === "existing"
                ? { key: access.groupKey }
                : { name: access.groupName, description: `${needs.site}: ${needs.prefixes.join(", ")}`.slice(0, 255) },
            from: needs.prefixes,
            allow: access.allow,
          },
        }
      : {}),
    ...(access?.hasInstance
      ? { testInstance: { name: access.instanceName, subnet: access.instanceSubnet, imageId: access.imageId } }
      : {}),
  };
}

function gatewayOf(
  gateway: Answers["vpn-gateway"],
  laidOut: LaidOutVpc | undefined,
  site: string,
): SiteConnectionWish["vpnGateway"] {
  if (laidOut?.vpnGateway !== undefined) return { key: laidOut.vpnGateway };
  if (gateway?.use === "existing") return { key: gateway.key };
  return { name: gateway?.name || site, amazonSideAsn: asnOf(gateway?.amazonSideAsn) };
}

/** Parts whose stage has not been answered yet are not proposed yet. */
function isAsked({ kind }: Edit, answers: Answers): boolean {
  switch (kind) {
    case "customer-gateway":
      return answers["customer-gateway"] !== undefined;
    case "vpn-gateway":
    case "vpn-gateway-attachment":
      return answers["vpn-gateway"] !== undefined;
    case "vpn-connection":
    case "vpn-connection-route":
      return answers.connection !== undefined;
    default:
      return true;
  }
}

/** What is no number is left out here, and `judgeStage` says so where it was typed. */
function asnOf(typed: string | undefined): number | undefined {
  return typed !== undefined && /^\d+$/.test(typed.trim()) ? Number(typed) : undefined;
}
