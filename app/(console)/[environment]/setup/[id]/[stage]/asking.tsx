import { getTranslations } from "next-intl/server";
import { fieldModels } from "@/components/resources/field-model";
import type { ReferenceOption } from "@/components/resources/form-fields";
import { AccessForm } from "@/components/setup/access-form";
import { ConnectionForm } from "@/components/setup/connection-form";
import { GatewayForm } from "@/components/setup/gateway-form";
import { NeedsForm } from "@/components/setup/needs-form";
import { NetworkForm } from "@/components/setup/network-form";
import { deviceFamilies } from "@/lib/domain/devices";
import { nameInKey } from "@/lib/domain/kinds/key";
import type { Neighbour } from "@/lib/domain/kinds/kind";
import { pointingAt, textOf } from "@/lib/domain/kinds/neighbours";
import type { AskingStage } from "@/lib/domain/setup/stages";
import { devicesOf } from "@/lib/server/handover/customer-device";
import { checkStageAction, saveStageAction } from "@/lib/server/setup/actions";
import { firstAccess, firstCustomerGateway, firstNetwork, firstVpnGateway } from "./first-answers";
import type { LoadedGuide } from "./load-guide";

/** The form of a stage that asks something. */
export async function AskingForm({ stage, loaded }: { stage: AskingStage; loaded: LoadedGuide }) {
  const t = await getTranslations();
  const { slug, guide, view, draft } = loaded;
  const { answers } = guide;
  const props = { slug, id: guide.id, actions: { check: checkStageAction, save: saveStageAction } };
  const option = ({ key, name, awsId, spec }: Neighbour): ReferenceOption => ({
    key,
    name,
    detail: [textOf({ key, name, awsId, spec, kind: "" }, "cidr"), awsId ?? t("setup.proposed")]
      .filter(Boolean)
      .join(" · "),
  });
  const inVpc = (kind: string) => (draft.vpc === undefined ? [] : pointingAt(draft.view, kind, "vpc", draft.vpc));
  switch (stage) {
    case "needs":
      return (
        <NeedsForm
          {...props}
          stored={answers.needs ?? null}
          families={deviceFamilies.map(({ id, label }) => ({ value: id, label: t(label) }))}
          remembered={await rememberedByAddress(loaded)}
        />
      );
    case "network":
      return (
        <NetworkForm
          {...props}
          stored={answers.network ?? null}
          initial={answers.network ?? firstNetwork(view, guide.name)}
          vpcs={view.all("vpc").map(option)}
        />
      );
    case "customer-gateway": {
      const stored = answers["customer-gateway"];
      return (
        <GatewayForm
          key={stage}
          {...props}
          stage={stage}
          stored={stored ?? null}
          initial={{ ...(stored ?? firstCustomerGateway(answers, view)), amazonSideAsn: "" }}
          options={view.all("customer-gateway").map((gateway) => ({
            ...option(gateway),
            detail: `${textOf(gateway, "ipAddress") ?? ""} · AS ${String(gateway.spec.bgpAsn ?? "")}`,
          }))}
        />
      );
    }
    case "vpn-gateway": {
      const stored = answers["vpn-gateway"];
      return (
        <GatewayForm
          key={stage}
          {...props}
          stage={stage}
          stored={stored ?? null}
          initial={stored ?? firstVpnGateway(answers, draft, view)}
          options={view.all("vpn-gateway").map(option)}
          fromLayout={draft.laidOut?.vpnGateway && nameInKey(draft.laidOut.vpnGateway)}
        />
      );
    }
    case "access": {
      const propagating =
        draft.vpnGateway === undefined
          ? []
          : pointingAt(draft.laidOut ? draft.view : view, "route-propagation", "vpnGateway", draft.vpnGateway);
      const ofLayout = draft.laidOut?.edits ?? [];
      return (
        <AccessForm
          {...props}
          stored={answers.access ?? null}
          initial={answers.access ?? firstAccess(answers, draft)}
          tables={inVpc("route-table").map(option)}
          propagating={propagating
            .filter(({ key, awsId }) => awsId !== null || ofLayout.some((edit) => edit.key === key))
            .flatMap((propagation) => textOf(propagation, "routeTable") ?? [])}
          groups={pointingAt(view, "security-group", "vpc", draft.vpc ?? "").map(option)}
          subnets={inVpc("subnet").map(option)}
          prefixes={answers.needs?.prefixes ?? []}
        />
      );
    }
    case "connection": {
      const routing = answers.needs?.routing ?? "bgp";
      return (
        <ConnectionForm
          {...props}
          stored={answers.connection ?? null}
          name={guide.name}
          fields={fieldModels("vpn-connection").find(({ name }) => name === "tunnels")?.fields ?? []}
          routing={t(`setup.connection.routingIs.${routing}`, { asn: answers.needs?.bgpAsn ?? "" })}
        />
      );
    }
  }
}

/** Families of the devices that are remembered, by the address of their customer gateway. */
async function rememberedByAddress({ viewer, network }: LoadedGuide): Promise<Record<string, string>> {
  const devices = await devicesOf(viewer, network.environment.id);
  return Object.fromEntries(
    network.resources.flatMap((gateway) => {
      const address = textOf(gateway, "ipAddress");
      const device = devices.get(gateway.key);
      return device && address ? [[address, device.family]] : [];
    }),
  );
}
