import { AMAZON_LINUX_IMAGE } from "@/lib/domain/kinds/instance";
import type { NetworkView } from "@/lib/domain/kinds/kind";
import { pointingAt, textOf } from "@/lib/domain/kinds/neighbours";
import type { Answers, StageAnswers } from "@/lib/domain/setup/answers";
import type { GuideDraft } from "@/lib/domain/setup/draft-edits";

/** What a stage's controls begin with, before anybody has answered: the likeliest answer where one can be told. */

export function newNetwork(name: string): StageAnswers["network"] {
  return {
    use: "new",
    vpc: "",
    layout: "private-vpn",
    name,
    cidr: "",
    zone: "",
    publicCidr: "",
    privateCidr: "",
  };
}

export function firstNetwork(view: NetworkView, site: string): StageAnswers["network"] {
  const [only, ...others] = view.all("vpc");
  const network = newNetwork(site);
  return only ? { ...network, use: "existing", vpc: others.length === 0 ? only.key : "" } : network;
}

/** A customer gateway with the same address and ASN is the same device: EC2 would return it anyway (reference §1.3). */
export function firstCustomerGateway({ needs }: Answers, view: NetworkView): StageAnswers["customer-gateway"] {
  const asn = needs?.bgpAsn ? Number(needs.bgpAsn) : 65_000;
  const same = view
    .all("customer-gateway")
    .find(({ spec }) => spec.ipAddress === needs?.ipAddress && spec.bgpAsn === asn);
  return { use: same ? "existing" : "new", key: same?.key ?? "", name: needs?.site ?? "" };
}

/** A VPC has room for one VPN gateway, so the one it has is the one to use. */
export function firstVpnGateway({ needs }: Answers, draft: GuideDraft, view: NetworkView): StageAnswers["vpn-gateway"] {
  const attachment =
    draft.vpc === undefined ? undefined : pointingAt(view, "vpn-gateway-attachment", "vpc", draft.vpc)[0];
  const key = textOf(attachment, "vpnGateway");
  return { use: key ? "existing" : "new", key: key ?? "", name: needs?.site ?? "", amazonSideAsn: "" };
}

/** All tables that do not lead to the internet propagate; nobody is let in before it is asked for. */
export function firstAccess({ needs }: Answers, draft: GuideDraft): StageAnswers["access"] {
  const { view, vpc, laidOut } = draft;
  const tables = vpc === undefined ? [] : pointingAt(view, "route-table", "vpc", vpc);
  const isPublic = (table: string) =>
    pointingAt(view, "route", "routeTable", table).some((route) =>
      textOf(route, "target")?.startsWith("internet-gateway/"),
    );
  const quiet = tables.filter(({ key }) => !isPublic(key)).map(({ key }) => key);
  return {
    propagateInto: quiet.length > 0 ? quiet : tables.map(({ key }) => key),
    allow: [],
    group: "new",
    groupKey: "",
    groupName: needs ? `${needs.site}-on-premises`.replace(/[^A-Za-z0-9 ._-]/g, "-") : "",
    hasInstance: false,
    instanceName: needs ? `${needs.site}-test` : "",
    instanceSubnet: laidOut?.subnets.private ?? laidOut?.subnets.public ?? "",
    imageId: AMAZON_LINUX_IMAGE,
  };
}
