import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import Provider, { type KoaContextWithOIDC } from "oidc-provider";

/** Somebody the provider knows; `claims` go beside `sub` as they are. */
export interface ProviderPerson {
  id: string;
  claims: Record<string, unknown>;
}

interface ProviderSettings {
  client: { id: string; secret: string; redirectUri: string };
  people: ProviderPerson[];
}

export interface RunningProvider {
  issuer: string;
  /** Whoever may sign in; a test changes it as an admin of the provider would. */
  people: ProviderPerson[];
  /** Replaces members of the token endpoint's answers while it is set. */
  tamper: ((answer: Record<string, unknown>) => Record<string, unknown>) | undefined;
  stop(): Promise<void>;
}

/**
 * A real OpenID provider (oidc-provider) on this machine. Its sign-in page has a button for each person and one to refuse; consent is
 * taken as given.
 */
export async function startOpenidProvider({ client, people }: ProviderSettings): Promise<RunningProvider> {
  const server = createServer();
  const issuer = `http://127.0.0.1:${await listen(server)}`;
  const running: RunningProvider = {
    issuer,
    people,
    tamper: undefined,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [client.redirectUri] }],
    scopes: ["openid", "email", "profile", "groups"],
    claims: { email: ["email", "email_verified"], profile: ["name"], groups: ["groups", "_claim_names"] },
    cookies: { keys: [randomBytes(16).toString("hex")] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/sign-in/${uid}` },
    findAccount: (_, id) => {
      const person = running.people.find((one) => one.id === id);
      return person && { accountId: id, claims: () => ({ sub: id, ...person.claims }) };
    },
    loadExistingGrant: async ({ oidc }) => {
      const { client: asking, session, params } = oidc;
      const grant = new provider.Grant({ clientId: asking?.clientId, accountId: session?.accountId });
      grant.addOIDCScope(String(params?.scope ?? ""));
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    if (context.path.startsWith("/sign-in/")) return signInPage(provider, context, running.people);
    await next();
    if (context.path === "/token" && running.tamper)
      context.body = running.tamper(JSON.parse(JSON.stringify(context.body)));
  });
  server.on("request", provider.callback());
  return running;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("The provider has no port");
      resolve(address.port);
    });
  });
}

async function signInPage(
  provider: Provider,
  { req, res, query, response }: Pick<KoaContextWithOIDC, "req" | "res" | "query" | "response">,
  people: ProviderPerson[],
): Promise<void> {
  if (query.as !== undefined) {
    const login = { accountId: String(query.as) };
    const isRefused = query.as === "";
    const result = isRefused ? { error: "access_denied" } : { login };
    return provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
  }
  const buttons = [...people.map(({ id }) => id), ""].map(
    (id) => `<button name="as" value="${id}">${id === "" ? "Refuse" : `Continue as ${id}`}</button>`,
  );
  response.type = "html";
  response.body = `<!doctype html><title>Provider</title><form>${buttons.join("")}</form>`;
}
