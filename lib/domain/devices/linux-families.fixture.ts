import type { DeviceFamily } from "./device-family";
import { opnsense } from "./families/bsd/opnsense";
import { pfsense } from "./families/bsd/pfsense";
import { generic } from "./families/generic";
import { libreswan } from "./families/linux/libreswan";
import { openswan } from "./families/linux/openswan";
import { strongswan } from "./families/linux/strongswan";
import { strongswanIpsecConf } from "./families/linux/strongswan-ipsec-conf";
import { mikrotikRouteros } from "./families/mikrotik-routeros";
import { vyos } from "./families/vyos";
import { windowsRras } from "./families/windows-rras";

/** The families whose devices run Linux's or FreeBSD's IPsec daemons, or are configured like them, and the generic text. */
export const linuxFamilies: DeviceFamily[] = [
  generic,
  strongswan,
  strongswanIpsecConf,
  libreswan,
  openswan,
  vyos,
  mikrotikRouteros,
  pfsense,
  opnsense,
  windowsRras,
];
