import { notFound } from "next/navigation";
import { findHandover } from "@/lib/server/handover/queries";
import { loadConnection } from "../../load-connection";
import { parseNumber } from "../_parts/parse-number";
import { ShownHandover } from "../_parts/shown-handover";

interface NumberedParams {
  params: Promise<{ environment: string; key: string; number: string }>;
}

/** One of a connection's hand-overs, however old. */
export default async function NumberedHandOverPage(props: NumberedParams) {
  const [loaded, { number }] = await Promise.all([loadConnection(props), props.params]);
  const { found, viewer, slug, key } = loaded;
  if (!found) return null;
  const asked = parseNumber(number);
  const address = { environmentSlug: slug, connectionKey: key };
  const handover = asked === null ? null : await findHandover(viewer, { ...address, number: asked });
  if (!handover) notFound();
  return <ShownHandover loaded={loaded} handover={handover} />;
}
