import type { GetVpnConnectionDeviceTypesRequest, GetVpnConnectionDeviceTypesResult } from "@aws-sdk/client-ec2";
import { page } from "../../describe";
import type { Operation } from "../../operation";
import { invalidValue } from "../../protocol/errors";
import { hashText } from "../../random";
import { asaSample } from "./device-samples/cisco-asa";
import { iosSample } from "./device-samples/cisco-ios";
import { fortiosSample } from "./device-samples/fortios";
import { genericSample } from "./device-samples/generic";
import { junosSample } from "./device-samples/junos";
import { panosSample } from "./device-samples/panos";
import type { SampleWriter } from "./device-samples/sample";
import { strongswanSample } from "./device-samples/strongswan";

export type DeviceType = {
  id: string;
  vendor: string;
  platform: string;
  software: string;
  hasIkev2: boolean;
  write: SampleWriter;
};

export const GetVpnConnectionDeviceTypes: Operation<
  GetVpnConnectionDeviceTypesRequest,
  GetVpnConnectionDeviceTypesResult
> = (input) => {
  const { MaxResults: size } = input;
  if (size !== undefined && (size < 200 || size > 1000))
    throw invalidValue("maxResults", size, "It must be between 200 and 1000.");
  const found = page(deviceTypes, input);
  return {
    VpnConnectionDeviceTypes: found.rows.map(({ id, vendor, platform, software }) => ({
      VpnConnectionDeviceTypeId: id,
      Vendor: vendor,
      Platform: platform,
      Software: software,
    })),
    NextToken: found.nextToken,
  };
};

export function requireDeviceType(id: string): DeviceType {
  const found = deviceTypes.find((type) => type.id === id);
  if (!found) throw invalidValue("vpnConnectionDeviceTypeId", id);
  return found;
}

/** Ids that AWS's own examples show (CLI, get-vpn-connection-device-types); the others are made from their names (ours). */
const knownIds: Record<string, string> = {
  "Barracuda/NextGen Firewall F-Series/6.2+": "36ef5d04",
  "Fortinet/Fortigate 40+ Series/FortiOS 5.0+": "9d9470de",
  "Palo Alto Networks/PA Series/PANOS 4.1.2+": "754a6372",
  "Palo Alto Networks/PA Series/PANOS 4.1.2+ (GUI)": "9612cbed",
  "Palo Alto Networks/PA Series/PANOS 7.0+": "5fb390ba",
};

/** What the Site-to-Site VPN User Guide lists ("Download the configuration file"); the releases are partly (unconfirmed). */
const deviceTypes: DeviceType[] = [
  type("Barracuda", "NextGen Firewall F-Series", "6.2+"),
  type("Checkpoint", "Gaia", "R77.10+"),
  type("Checkpoint", "Gaia", "R80.10+", { hasIkev2: true }),
  type("Cisco Meraki", "MX Series", "9.0+ (WebUI)"),
  type("Cisco Meraki", "MX Series", "15.12+ (WebUI)", { hasIkev2: true }),
  type("Cisco Systems, Inc.", "ASA 5500 Series", "ASA 8.2+", { write: asaSample }),
  type("Cisco Systems, Inc.", "ASA 5500 Series", "ASA 9.x", { write: asaSample }),
  type("Cisco Systems, Inc.", "ASA 5500 Series", "ASA 9.7+ VTI", { write: asaSample, hasIkev2: true }),
  type("Cisco Systems, Inc.", "CSRv AMI", "IOS 12.4+", { write: iosSample, hasIkev2: true }),
  type("Cisco Systems, Inc.", "ISR Series Routers", "IOS 12.4+", { write: iosSample }),
  type("Cisco Systems, Inc.", "Firepower", "v6.5.0+"),
  type("Citrix", "Netscaler CloudBridge", "NS 11+"),
  type("Cyberoam", "CR15iNG", "V 10.6.5 MR-1"),
  type("F5 Networks", "BIG-IP", "v12.0.0+"),
  type("Fortinet", "Fortigate 40+ Series", "FortiOS 4.0+", { write: fortiosSample }),
  type("Fortinet", "Fortigate 40+ Series", "FortiOS 5.0+", { write: fortiosSample }),
  type("Fortinet", "Fortigate 40+ Series", "FortiOS 5.0+ (GUI)"),
  type("Fortinet", "Fortigate 40+ Series", "FortiOS 6.4.4+ (GUI)", { hasIkev2: true }),
  type("Generic", "Generic", "Vendor Agnostic", { hasIkev2: true }),
  type("H3C", "MSR800", "Version 5.20"),
  type("IIJ", "SEIL/B1", "SEIL/B1 3.70+"),
  type("IIJ", "SEIL/X1 and SEIL/X2", "SEIL/X 3.70+"),
  type("IIJ", "SEIL/x86", "SEIL/x86 2.30+"),
  type("Juniper Networks, Inc.", "J-Series Routers", "JunOS 9.5+", { write: junosSample, hasIkev2: true }),
  type("Juniper Networks, Inc.", "SRX Routers", "JunOS 11.0+", { write: junosSample, hasIkev2: true }),
  type("Juniper Networks, Inc.", "SSG and ISG Series Routers", "ScreenOS 6.1"),
  type("Juniper Networks, Inc.", "SSG and ISG Series Routers", "ScreenOS 6.2+"),
  type("Juniper Networks, Inc.", "SSG and ISG Series Routers", "ScreenOS 6.2+ (GUI)"),
  type("Microsoft", "Windows Server", "2008 R2"),
  type("Microsoft", "Windows Server", "2012 R2"),
  type("Mikrotik", "RouterOS", "6.36"),
  type("Mikrotik", "RouterOS", "6.44.3", { hasIkev2: true }),
  type("Openswan", "Openswan", "Openswan 2.6.38+"),
  type("Palo Alto Networks", "PA Series", "PANOS 4.1.2+", { write: panosSample }),
  type("Palo Alto Networks", "PA Series", "PANOS 4.1.2+ (GUI)"),
  type("Palo Alto Networks", "PA Series", "PANOS 7.0+", { write: panosSample, hasIkev2: true }),
  type("pfSense", "pfSense", "pfSense 2.2.5+ (GUI)"),
  type("SonicWall", "NSA, TZ", "OS 5.8"),
  type("SonicWall", "NSA, TZ", "OS 5.9"),
  type("SonicWall", "NSA, TZ", "OS 6.2"),
  type("SonicWall", "NSA, TZ", "OS 6.5", { hasIkev2: true }),
  type("Sophos", "ASG", "V8.300+"),
  type("Sophos", "Sophos Firewall", "v19+", { hasIkev2: true }),
  type("Strongswan", "Ubuntu 16.04", "Strongswan 5.5.1+", { write: strongswanSample, hasIkev2: true }),
  type("Vyatta", "Vyatta Network OS", "6.5+"),
  type("WatchGuard, Inc.", "XTM, Firebox", "Fireware OS 11.11.4"),
  type("Yamaha", "RT107e Routers", "Rev.8.03.77+"),
  type("Yamaha", "RTX Routers", "Rev.10.01.16+", { hasIkev2: true }),
  type("Zyxel", "Zywall Series", "Zywall 4.20+"),
];

function type(
  vendor: string,
  platform: string,
  software: string,
  { hasIkev2 = false, write = genericSample }: { hasIkev2?: boolean; write?: SampleWriter } = {},
): DeviceType {
  const name = `${vendor}/${platform}/${software}`;
  const id = knownIds[name] ?? (hashText(name) >>> 0).toString(16).padStart(8, "0");
  return { id, vendor, platform, software, hasIkev2, write };
}
