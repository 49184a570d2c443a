import {
  CreateCustomerGatewayCommand,
  type CreateCustomerGatewayCommandInput,
  CreateTransitGatewayCommand,
  CreateVpnConnectionCommand,
  type CreateVpnConnectionCommandInput,
  CreateVpnGatewayCommand,
  DescribeVpnConnectionsCommand,
  type EC2Client,
} from "@aws-sdk/client-ec2";
import type { SandboxControl } from "../../control-client";
import { present } from "../../test-bench";

/** The things that tests of VPN connections begin with, made by the real client. */
export function vpnBench(ec2: EC2Client, control: SandboxControl) {
  let lastHost = 0;

  async function newCustomerGateway(given: Partial<CreateCustomerGatewayCommandInput> = {}): Promise<string> {
    const IpAddress = `198.51.100.${++lastHost}`;
    const request = { Type: "ipsec.1" as const, IpAddress, BgpAsn: 65_010, ...given };
    const { CustomerGateway } = await ec2.send(new CreateCustomerGatewayCommand(request));
    return present(CustomerGateway?.CustomerGatewayId);
  }

  async function newVpnGateway(AmazonSideAsn?: number): Promise<string> {
    const { VpnGateway } = await ec2.send(new CreateVpnGatewayCommand({ Type: "ipsec.1", AmazonSideAsn }));
    return present(VpnGateway?.VpnGatewayId);
  }

  /** Available when it is answered. */
  async function newTransitGateway(): Promise<string> {
    const { TransitGateway } = await ec2.send(new CreateTransitGatewayCommand({}));
    await control.advance({ advanceSeconds: 60 });
    return present(TransitGateway?.TransitGatewayId);
  }

  /** On a gateway of any kind, with a customer gateway of its own unless one is named. */
  async function newConnection(given: Partial<CreateVpnConnectionCommandInput>) {
    const CustomerGatewayId = given.CustomerGatewayId ?? (await newCustomerGateway());
    const request = { Type: "ipsec.1", ...given, CustomerGatewayId };
    const { VpnConnection: made } = await ec2.send(new CreateVpnConnectionCommand(request));
    const id = present(made?.VpnConnectionId);
    return { id, made: present(made), addresses: addressesOf(present(made)) };
  }

  async function read(id: string) {
    const { VpnConnections } = await ec2.send(new DescribeVpnConnectionsCommand({ VpnConnectionIds: [id] }));
    return present(VpnConnections?.[0]);
  }

  return { newCustomerGateway, newVpnGateway, newTransitGateway, newConnection, read };
}

/** The outside addresses, tunnel 1 first. */
function addressesOf(connection: { Options?: { TunnelOptions?: { OutsideIpAddress?: string }[] } }) {
  const [first, second] = present(connection.Options?.TunnelOptions).map((one) => present(one.OutsideIpAddress));
  return [present(first), present(second)] as const;
}
