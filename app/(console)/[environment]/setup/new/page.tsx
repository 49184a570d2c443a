import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageCrumb } from "@/components/shell/breadcrumbs";
import { environmentPath } from "@/components/shell/paths";
import { Page, PageHeader } from "@/components/ui/page-header";
import { nameInKey } from "@/lib/domain/kinds/key";
import { textOf, vpcOfVpnGateway } from "@/lib/domain/kinds/neighbours";
import { viewNeighbours } from "@/lib/domain/plan/view-network";
import { requireRight } from "@/lib/server/auth/viewer";
import { startGuideAction } from "@/lib/server/setup/actions";
import { loadNetwork } from "../../resources/load-resources";
import { newNetwork } from "../[id]/[stage]/first-answers";
import { StartGuide } from "../start-guide";

interface NewGuidePageProps {
  params: Promise<{ environment: string }>;
  /** Keys of what is to be connected. */
  searchParams: Promise<{ customerGateway?: string | string[]; vpnGateway?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("setup"))("newTitle") };
}

/** A guide for two ends that somebody chose on the map. */
export default async function NewGuidePage({ params, searchParams }: NewGuidePageProps) {
  const [{ environment: slug }, asked, t] = await Promise.all([params, searchParams, getTranslations("setup")]);
  await requireRight("edit");
  const { network } = await loadNetwork(slug);
  const view = viewNeighbours(network.environment.region, network.resources, []);
  const customer = view.get(String(asked.customerGateway));
  const gateway = view.get(String(asked.vpnGateway));
  if (!customer && !gateway) redirect(environmentPath(slug, "/setup"));
  const vpc = gateway && vpcOfVpnGateway(view, gateway.key);
  return (
    <Page className="max-w-2xl">
      <PageCrumb crumbs={[{ label: t("newTitle") }]} />
      <PageHeader
        title={t("newTitle")}
        subtitle={t("newAbout", {
          site: customer?.name ?? t("newSite"),
          gateway: gateway?.name ?? t("newGateway"),
        })}
        actions={
          <StartGuide
            slug={slug}
            start={startGuideAction}
            answers={{
              ...(customer
                ? {
                    needs: {
                      site: nameInKey(customer.key),
                      deviceFamily: "generic",
                      ipAddress: textOf(customer, "ipAddress") ?? "",
                      routing: "bgp",
                      bgpAsn: String(customer.spec.bgpAsn ?? ""),
                      prefixes: [],
                    },
                    "customer-gateway": { use: "existing", key: customer.key, name: "" },
                  }
                : {}),
              ...(vpc ? { network: { ...newNetwork(""), use: "existing", vpc: vpc.key } } : {}),
              ...(gateway ? { "vpn-gateway": { use: "existing", key: gateway.key, name: "", amazonSideAsn: "" } } : {}),
            }}
          />
        }
      />
    </Page>
  );
}
