import { OptionsTable } from "@/components/tunnels/options-table";
import { Page } from "@/components/ui/page-header";
import { type ConnectionParams, loadConnection } from "../load-connection";
import { NoOptions } from "./no-options";

/** All options of both tunnels. */
export default async function OptionsPage(props: ConnectionParams) {
  const { found } = await loadConnection(props);
  if (!found) return null;
  const { row, attributes } = found;
  const addresses = row.tunnels.flatMap(({ outsideIpAddress }) => outsideIpAddress ?? []);
  const tunnels = addresses.map((address) => attributes.tunnels.find((one) => one.outsideIpAddress === address));
  return (
    <Page>
      {attributes.tunnels.length === 0 ? <NoOptions /> : <OptionsTable addresses={addresses} tunnels={tunnels} />}
    </Page>
  );
}
