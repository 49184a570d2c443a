import { connectionRows } from "@/components/connections/connection-row";
import { joinNetwork } from "@/lib/domain/topology/join-network";
import { DomainError } from "@/lib/errors";
import { networkOf } from "@/lib/server/network/queries";
import { answerLook } from "../../../answer";

/** The connections that AWS shows, worst first, each with its two tunnels, and when it was read. */
export function GET(request: Request, { params }: { params: Promise<{ environment: string }> }): Promise<Response> {
  return answerLook(request, "see", async (viewer) => {
    const network = await networkOf(viewer, (await params).environment);
    if (!network) throw new DomainError("environment-not-found");
    const resources = network.resources.filter(({ awsId, goneAt }) => awsId !== null && goneAt === null);
    const rows = connectionRows(joinNetwork({ ...network, resources, proposals: [] }), network);
    return {
      observedAt: network.environment.observedAt,
      connections: rows.map(
        ({ key, name, awsId, state, health, since, routing, prefixes, site, gateway, tunnels }) => ({
          ...{ key, name, awsId, state, health, since, routing, prefixes },
          site: site && { key: site.key, name: site.name, ipAddress: site.ipAddress, asn: site.asn },
          gateway: gateway && { key: gateway.key, name: gateway.name, type: gateway.type },
          tunnels: tunnels.map((tunnel) => ({
            outsideIpAddress: tunnel.outsideIpAddress,
            state: tunnel.state,
            since: tunnel.since,
          })),
        }),
      ),
    };
  });
}
