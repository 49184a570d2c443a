import {
  DescribeCustomerGatewaysCommand,
  DescribeVpnConnectionsCommand,
  DescribeVpnGatewaysCommand,
  EC2Client,
  type EC2ClientConfig,
  paginateDescribeInstances,
  paginateDescribeInternetGateways,
  paginateDescribeNetworkAcls,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeTransitGatewayAttachments,
  paginateDescribeTransitGatewayRouteTables,
  paginateDescribeTransitGateways,
  paginateDescribeTransitGatewayVpcAttachments,
  paginateDescribeVpcs,
  paginateGetTransitGatewayRouteTablePropagations,
  SearchTransitGatewayRoutesCommand,
} from "@aws-sdk/client-ec2";
import type { DescribedBundle } from "./worlds/copy/describe-answers";

/** Everything that a copy of a network is made from, asked of an endpoint: whole lists, keys included. It only reads. */
export async function readEndpoint(config: EC2ClientConfig): Promise<DescribedBundle> {
  const client = new EC2Client(config);
  try {
    return {
      DescribeVpcs: { Vpcs: await all(paginateDescribeVpcs({ client }, {}), (page) => page.Vpcs) },
      DescribeSubnets: { Subnets: await all(paginateDescribeSubnets({ client }, {}), (page) => page.Subnets) },
      DescribeNetworkAcls: {
        NetworkAcls: await all(paginateDescribeNetworkAcls({ client }, {}), (page) => page.NetworkAcls),
      },
      DescribeInstances: {
        Reservations: await all(paginateDescribeInstances({ client }, {}), (page) => page.Reservations),
      },
      DescribeInternetGateways: {
        InternetGateways: await all(paginateDescribeInternetGateways({ client }, {}), (page) => page.InternetGateways),
      },
      DescribeRouteTables: {
        RouteTables: await all(paginateDescribeRouteTables({ client }, {}), (page) => page.RouteTables),
      },
      DescribeSecurityGroups: {
        SecurityGroups: await all(paginateDescribeSecurityGroups({ client }, {}), (page) => page.SecurityGroups),
      },
      DescribeCustomerGateways: await client.send(new DescribeCustomerGatewaysCommand({})),
      DescribeVpnGateways: await client.send(new DescribeVpnGatewaysCommand({})),
      DescribeVpnConnections: await client.send(new DescribeVpnConnectionsCommand({})),
      ...(await readTransitGateways(client)),
    };
  } finally {
    client.destroy();
  }
}

async function readTransitGateways(client: EC2Client): Promise<DescribedBundle> {
  const tables = await all(
    paginateDescribeTransitGatewayRouteTables({ client }, {}),
    (page) => page.TransitGatewayRouteTables,
  );
  const ids = tables
    .filter(({ State }) => State === "available")
    .flatMap((one) => one.TransitGatewayRouteTableId ?? []);
  return {
    DescribeTransitGateways: {
      TransitGateways: await all(paginateDescribeTransitGateways({ client }, {}), (page) => page.TransitGateways),
    },
    DescribeTransitGatewayRouteTables: { TransitGatewayRouteTables: tables },
    DescribeTransitGatewayVpcAttachments: {
      TransitGatewayVpcAttachments: await all(
        paginateDescribeTransitGatewayVpcAttachments({ client }, {}),
        (page) => page.TransitGatewayVpcAttachments,
      ),
    },
    DescribeTransitGatewayAttachments: {
      TransitGatewayAttachments: await all(
        paginateDescribeTransitGatewayAttachments({ client }, {}),
        (page) => page.TransitGatewayAttachments,
      ),
    },
    GetTransitGatewayRouteTablePropagations: await eachTable(ids, async (TransitGatewayRouteTableId) => ({
      TransitGatewayRouteTablePropagations: await all(
        paginateGetTransitGatewayRouteTablePropagations({ client }, { TransitGatewayRouteTableId }),
        (page) => page.TransitGatewayRouteTablePropagations,
      ),
    })),
    SearchTransitGatewayRoutes: await eachTable(ids, (TransitGatewayRouteTableId) =>
      client.send(
        new SearchTransitGatewayRoutesCommand({
          TransitGatewayRouteTableId,
          Filters: [{ Name: "type", Values: ["static", "propagated"] }],
        }),
      ),
    ),
  };
}

/** What a call answers for each table, by the table's id. */
async function eachTable(ids: string[], read: (id: string) => Promise<object>): Promise<Record<string, object>> {
  const answers: Record<string, object> = {};
  for (const id of ids) answers[id] = await read(id);
  return answers;
}

async function all<Page, Item>(pages: AsyncIterable<Page>, itemsOf: (page: Page) => Item[] | undefined) {
  const found: Item[] = [];
  for await (const page of pages) found.push(...(itemsOf(page) ?? []));
  return found;
}
