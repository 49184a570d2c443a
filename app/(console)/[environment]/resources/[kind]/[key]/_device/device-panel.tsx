import { getTranslations } from "next-intl/server";
import { Fact, Facts } from "@/components/ui/facts";
import { Instant } from "@/components/ui/instant";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { deviceFamilies, findDeviceFamily } from "@/lib/domain/devices";
import type { Viewer } from "@/lib/server/auth/viewer";
import { devicesOf } from "@/lib/server/handover/customer-device";
import { saveDeviceAction } from "@/lib/server/handover/device-actions";
import { DeviceForm } from "./device-form";

interface DevicePanelProps {
  viewer: Viewer;
  environment: { id: string; slug: string };
  /** Key of the customer gateway. */
  customerGateway: string;
}

/** Which device stands at a customer gateway: for what its files are made unless somebody chooses otherwise. */
export async function DevicePanel({ viewer, environment, customerGateway }: DevicePanelProps) {
  const [devices, t, all] = await Promise.all([
    devicesOf(viewer, environment.id),
    getTranslations("handover-links.device"),
    getTranslations(),
  ]);
  const device = devices.get(customerGateway);
  const families = deviceFamilies.map(({ id, label, ikeVersions }) => ({ id, label: all(label), ikeVersions }));
  return (
    <Panel>
      <PanelHeader title={t("title")}>
        {viewer.can("edit") && (
          <DeviceForm
            environmentSlug={environment.slug}
            customerGateway={customerGateway}
            families={families}
            device={device ?? null}
            save={saveDeviceAction}
          />
        )}
      </PanelHeader>
      <PanelBody>
        {device ? (
          <Facts>
            <Fact name={t("family")}>
              {all(findDeviceFamily(device.family)?.label ?? "devices.family.generic.label")},{" "}
              {all(`devices.ikeVersion.${device.ikeVersion}`)}
            </Fact>
            {device.platform !== "" && <Fact name={t("platform")}>{device.platform}</Fact>}
            {device.softwareVersion !== "" && <Fact name={t("version")}>{device.softwareVersion}</Fact>}
            <Fact name={t("said")}>
              {t.rich("saidBy", { name: device.updatedByName, instant: () => <Instant at={device.updatedAt} /> })}
            </Fact>
          </Facts>
        ) : (
          <p className="text-text-2">{t("none")}</p>
        )}
      </PanelBody>
    </Panel>
  );
}
