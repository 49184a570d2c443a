import type { DeviceFamily } from "./device-family";
import { generic } from "./generic";
import { libreswan } from "./libreswan";
import { mikrotikRouteros } from "./mikrotik-routeros";
import { openswan } from "./openswan";
import { opnsense } from "./opnsense";
import { pfsense } from "./pfsense";
import { strongswan } from "./strongswan";
import { strongswanIpsecConf } from "./strongswan-ipsec-conf";
import { vyos } from "./vyos";
import { windowsRras } from "./windows-rras";

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
