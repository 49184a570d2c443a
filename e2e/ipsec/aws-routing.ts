import type { DeviceModel, TunnelModel } from "@/lib/domain/devices/tunnel-model";
import { ADDRESSES, type Host, type World, writing } from "./world";

/**
 * BGP at one of AWS's ends, from the connection alone: it announces the VPC to the device, the first tunnel with the lower MED
 * as AWS does, and tells the VPC what it learned. It decides nothing itself.
 */
export async function startAwsRouter(world: World, host: Host, { awsAsn, ...tunnel }: TunnelModel): Promise<void> {
  const number = host === "aws1" ? 1 : 2;
  await startBird(
    world,
    host,
    `router id ${tunnel.outsideIpAddress};
protocol device {}
protocol static vpc { ipv4; route 10.50.0.0/16 via ${inVpc(number).vpc}; }
protocol kernel { ipv4 { import none; export where source = RTS_BGP; }; }
protocol bgp customer {
  local ${tunnel.awsInsideIp} as ${awsAsn};
  neighbor ${tunnel.customerInsideIp} as ${tunnel.customerAsn};
  hold time ${tunnel.bgpHoldSeconds};
  connect retry time 5;
  error wait time 5, 10;
  ipv4 { import all; export filter { if proto != "vpc" then reject; bgp_med = ${100 * number}; accept; }; };
}
protocol bgp aws_gateway {
  local ${inVpc(number).end} as ${awsAsn};
  neighbor ${inVpc(number).vpc} as ${awsAsn};
  connect retry time 2;
  error wait time 2, 5;
  ipv4 { import none; next hop self; export where proto = "customer"; };
}
`,
  );
}

/** The gateway's choice between its two ends, which BGP makes: the higher local preference, the shorter path, the lower MED. */
export async function startVpcRouter(world: World, { tunnels: [{ awsAsn }] }: DeviceModel): Promise<void> {
  const session = (number: 1 | 2) => `protocol bgp aws${number} {
  local ${inVpc(number).vpc} as ${awsAsn};
  neighbor ${inVpc(number).end} as ${awsAsn};
  direct;
  connect retry time 2;
  error wait time 2, 5;
  ipv4 { import all; export none; };
}
`;
  await startBird(
    world,
    "vpc",
    `router id ${ADDRESSES.vpc};
protocol device {}
protocol kernel {
  ipv4 { import none; export filter { if source != RTS_BGP then reject; krt_prefsrc = ${ADDRESSES.vpc}; accept; }; };
}
${session(1)}${session(2)}`,
  );
}

async function startBird(world: World, host: Host, configuration: string): Promise<void> {
  await world.must(
    host,
    `mkdir -p /run/bird
${writing("/etc/bird/bird.conf", `log "/run/bird.log" all;\n${configuration}`)}
bird -P /run/bird.pid`,
  );
}

/** The link between an end and the VPC. */
function inVpc(number: 1 | 2): { end: string; vpc: string } {
  return { end: `10.50.255.${2 * number}`, vpc: `10.50.255.${2 * number + 1}` };
}
