import type { DeviceFamily } from "./device-family";
import { opnsense } from "./families/bsd/opnsense";
import { pfsense } from "./families/bsd/pfsense";
import { checkpointGaia } from "./families/checkpoint-gaia";
import { ciscoAsaPolicy } from "./families/cisco/asa/policy";
import { ciscoAsaVti } from "./families/cisco/asa/vti";
import { ciscoIos } from "./families/cisco/ios";
import { fortios } from "./families/fortios";
import { generic } from "./families/generic";
import { juniperJunos } from "./families/juniper/junos";
import { juniperScreenos } from "./families/juniper/screenos";
import { libreswan } from "./families/linux/libreswan";
import { openswan } from "./families/linux/openswan";
import { strongswan } from "./families/linux/strongswan";
import { strongswanIpsecConf } from "./families/linux/strongswan-ipsec-conf";
import { mikrotikRouteros } from "./families/mikrotik-routeros";
import { panOs } from "./families/pan-os";
import { sonicos } from "./families/sonicos";
import { sophos } from "./families/sophos";
import { vyos } from "./families/vyos";
import { windowsRras } from "./families/windows-rras";
import { yamahaRtx } from "./families/yamaha-rtx";

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
