import "server-only";
import { db } from "../../db/client";

/** The providers that the sign-in page offers to everybody, by name; or the one that its address names. */
export async function enabledProviders(slug: string | undefined): Promise<{ slug: string; name: string }[]> {
  return db.ssoProvider.findMany({
    where: { enabled: true, ...(slug !== undefined && { slug }) },
    select: { slug: true, name: true },
    orderBy: { name: "asc" },
  });
}
