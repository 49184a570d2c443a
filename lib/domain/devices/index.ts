import { checkpointGaia } from "./checkpoint-gaia";
import { ciscoAsaPolicy } from "./cisco-asa-policy";
import { ciscoAsaVti } from "./cisco-asa-vti";
import { ciscoIos } from "./cisco-ios";
import type { DeviceFamily } from "./device-family";
import { fortios } from "./fortios";
import { generic } from "./generic";
import { juniperJunos } from "./juniper-junos";
import { juniperScreenos } from "./juniper-screenos";
import { libreswan } from "./libreswan";
import { mikrotikRouteros } from "./mikrotik-routeros";
import { openswan } from "./openswan";
import { opnsense } from "./opnsense";
import { panOs } from "./pan-os";
import { pfsense } from "./pfsense";
import { sonicos } from "./sonicos";
import { sophos } from "./sophos";
import { strongswan } from "./strongswan";
import { strongswanIpsecConf } from "./strongswan-ipsec-conf";
import { vyos } from "./vyos";
import { windowsRras } from "./windows-rras";
import { yamahaRtx } from "./yamaha-rtx";

/**
 * Every device family we render, in the order in which they are offered. The files are in English whatever the reader's
 * language: they are the device's input, and their comments are quoted by support people.
 */
export const deviceFamilies: readonly DeviceFamily[] = [
  generic,
  ciscoIos,
  ciscoAsaVti,
  ciscoAsaPolicy,
  juniperJunos,
  juniperScreenos,
  fortios,
  panOs,
  checkpointGaia,
  sonicos,
  sophos,
  yamahaRtx,
  pfsense,
  opnsense,
  mikrotikRouteros,
  vyos,
  strongswan,
  strongswanIpsecConf,
  libreswan,
  openswan,
  windowsRras,
];

/** The family with this id, as it stands in a URL; undefined when there is none. */
export function findDeviceFamily(id: string): DeviceFamily | undefined {
  return deviceFamilies.find((family) => family.id === id);
}
