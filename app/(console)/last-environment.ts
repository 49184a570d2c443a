import { cookies } from "next/headers";
import type { Viewer } from "@/lib/server/auth/viewer";
import { type Environment, listEnvironments } from "@/lib/server/environments/queries";
import { ENVIRONMENT_COOKIE } from "./environment-cookie";

/** The environment that this browser looked at last, else the first; null where there is none. */
export async function lastEnvironment(viewer: Viewer): Promise<Environment | null> {
  const [environments, cookieJar] = await Promise.all([listEnvironments(viewer), cookies()]);
  const slug = cookieJar.get(ENVIRONMENT_COOKIE)?.value;
  return environments.find((environment) => environment.slug === slug) ?? environments[0] ?? null;
}
