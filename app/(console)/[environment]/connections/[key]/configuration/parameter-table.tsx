import { useTranslations } from "next-intl";
import { CopyId } from "@/components/ui/copy-id";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { DeviceModel, TunnelModel } from "@/lib/domain/devices/tunnel-model";

/** Who has which value of each parameter: the table to compare a device with. */
export function ParameterTable({ model }: { model: DeviceModel }) {
  const t = useTranslations("connections.configuration");
  return (
    <Panel>
      <PanelHeader title={t("parameters")} />
      <Table label={t("parameters")}>
        <thead>
          <tr>
            <Th>{t("parameter")}</Th>
            <Th>{t("aws")}</Th>
            <Th>{t("yours")}</Th>
          </tr>
        </thead>
        {model.tunnels.map((tunnel) => (
          <TunnelParameters key={tunnel.outsideIpAddress} model={model} tunnel={tunnel} />
        ))}
      </Table>
    </Panel>
  );
}

function TunnelParameters({ model, tunnel }: { model: DeviceModel; tunnel: TunnelModel }) {
  const t = useTranslations("connections.configuration");
  const startup = tunnel.startupAction === "add" || tunnel.startupAction === "start" ? tunnel.startupAction : null;
  return (
    <tbody>
      <tr>
        <th
          scope="rowgroup"
          colSpan={3}
          className="border-b border-border bg-background px-4 py-1 text-left text-2xs font-medium text-muted"
        >
          {t("tunnel", { address: tunnel.outsideIpAddress })}
        </th>
      </tr>
      <Tr>
        <Td>{t("outside")}</Td>
        <Td>
          <CopyId id={tunnel.outsideIpAddress} />
        </Td>
        <Td>
          <CopyId id={tunnel.customerOutsideIp} />
        </Td>
      </Tr>
      <Tr>
        <Td>{t("inside")}</Td>
        <Td>
          <CopyId id={tunnel.awsInsideIp} />
        </Td>
        <Td>
          <CopyId id={tunnel.customerInsideIp} />
        </Td>
      </Tr>
      {model.routing === "bgp" ? (
        <Tr>
          <Td>{t("asn")}</Td>
          <Td className="mono">{tunnel.awsAsn}</Td>
          <Td className="mono">{tunnel.customerAsn}</Td>
        </Tr>
      ) : (
        <Tr>
          <Td>{t("traffic")}</Td>
          <Td className="mono whitespace-normal!">{model.vpcCidrs.join(", ")}</Td>
          <Td className="mono whitespace-normal!">{model.staticPrefixes.join(", ")}</Td>
        </Tr>
      )}
      <Tr>
        <Td>{t("initiates")}</Td>
        <Td className="whitespace-normal!">{startup ? t(`initiator.${startup}`) : tunnel.startupAction}</Td>
        <Td>{t("initiatorYours")}</Td>
      </Tr>
      <Tr>
        <Td>{t("key")}</Td>
        <Td>{t("keyKept")}</Td>
        <Td className="whitespace-normal!">{t("keyYours")}</Td>
      </Tr>
    </tbody>
  );
}
