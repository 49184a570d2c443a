import "server-only";
import { kinds } from "@/lib/domain/kinds";
import type { Observed } from "@/lib/domain/kinds/kind";
import { DomainError } from "@/lib/errors";
import { callEc2 } from "../aws/call-ec2";
import { Ec2Error } from "../aws/ec2-error";
import { environmentAccess } from "../environments/environment-access";
import type { NetworkResource } from "./known-resources";

/** A connection as EC2 says at this moment. The XML holds its keys: it is kept nowhere and logged nowhere. */
export interface FetchedConfiguration {
  xml: string;
  observed: Observed;
}

/** One connection of an environment. Throws what keeps EC2 from telling. */
export async function fetchConfiguration(
  environmentId: string,
  connection: Pick<NetworkResource, "name" | "awsId">,
): Promise<FetchedConfiguration> {
  const [found] = await ask(environmentId, { VpnConnectionIds: connection.awsId ? [connection.awsId] : [] });
  if (!found?.xml) throw new DomainError("configuration-not-there", { name: connection.name });
  return { ...found, xml: found.xml };
}

/**
 * All connections of an environment by their AWS id, in one call however many there are: EC2 answers it in one piece, and would refuse a
 * list of ids as a whole once one of them is gone. What has no XML is left out.
 */
export async function fetchConfigurations(environmentId: string): Promise<ReadonlyMap<string, FetchedConfiguration>> {
  const found = await ask(environmentId, {});
  return new Map(found.flatMap(({ xml, observed }) => (xml ? [[observed.awsId, { xml, observed }]] : [])));
}

async function ask(environmentId: string, input: { VpnConnectionIds?: string[] }) {
  const access = await environmentAccess(environmentId);
  const output = await callEc2(access, { action: "DescribeVpnConnections", input }).catch(tellRefusal);
  // EC2 gives it only while the connection is pending or available (reference §4).
  const xmls = new Map(output.VpnConnections?.map((one) => [one.VpnConnectionId, one.CustomerGatewayConfiguration]));
  return kinds["vpn-connection"].observe(output).map((observed) => ({ observed, xml: xmls.get(observed.awsId) }));
}

/** What a person is told when EC2 refuses something about a connection. */
export function tellRefusal(error: unknown): never {
  if (!(error instanceof Ec2Error)) throw error;
  if (error.category === "gone") throw new DomainError("connection-not-found", {}, { cause: error });
  throw new DomainError("ec2-refused", { code: error.code, message: error.message }, { cause: error });
}
