import {
  DescribeCustomerGatewaysCommand,
  DescribeVpnConnectionsCommand,
  DescribeVpnGatewaysCommand,
  EC2Client,
  type EC2ClientConfig,
  paginateDescribeInternetGateways,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVpcs,
} from "@aws-sdk/client-ec2";
import type { DescribedBundle } from "./worlds/copy/describe-answers";

/** Everything that a copy of a network is made from, asked of an endpoint: whole lists, keys included. It only reads. */
export async function readEndpoint(config: EC2ClientConfig): Promise<DescribedBundle> {
  const client = new EC2Client(config);
  try {
    return {
      DescribeVpcs: { Vpcs: await all(paginateDescribeVpcs({ client }, {}), (page) => page.Vpcs) },
      DescribeSubnets: { Subnets: await all(paginateDescribeSubnets({ client }, {}), (page) => page.Subnets) },
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
    };
  } finally {
    client.destroy();
  }
}

async function all<Page, Item>(pages: AsyncIterable<Page>, itemsOf: (page: Page) => Item[] | undefined) {
  const found: Item[] = [];
  for await (const page of pages) found.push(...(itemsOf(page) ?? []));
  return found;
}
