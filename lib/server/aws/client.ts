import "server-only";
import { EC2Client } from "@aws-sdk/client-ec2";
import { STSClient } from "@aws-sdk/client-sts";
import { credentialsFor } from "./credentials";
import type { EnvironmentAccess } from "./environment-access";

const CONNECT_TIMEOUT_MS = 3000;
// DescribeVpnConnections of a large account takes seconds; a call that takes longer is as good as lost.
const REQUEST_TIMEOUT_MS = 30_000;

// Servers close idle connections (Node's after 5 s, AWS's later). A call sent on one that is being closed fails without a word
// on whether it was carried out; a fresh connection costs milliseconds.
const CONNECTION_IDLE_MAX_MS = 3000;
const AGENT = { keepAlive: true, timeout: CONNECTION_IDLE_MAX_MS };

interface Clients {
  ec2: EC2Client;
  sts: STSClient;
}

/** By environment; `signsInAs` tells whether they still fit it. */
const made = new Map<string, { signsInAs: string; clients: Promise<Clients> }>();

/** The EC2 client of an environment; made anew when the way to sign in has changed. */
export async function ec2Client(environment: EnvironmentAccess): Promise<EC2Client> {
  return (await clientsOf(environment)).ec2;
}

/** The STS client of an environment, at the same endpoint. */
export async function stsClient(environment: EnvironmentAccess): Promise<STSClient> {
  return (await clientsOf(environment)).sts;
}

function clientsOf(environment: EnvironmentAccess): Promise<Clients> {
  // A try with keys that may be thrown away leaves nothing behind.
  if (environment.credentials.mode === "given") return makeClients(environment);
  const signsInAs = JSON.stringify([environment.region, environment.endpointUrl, environment.credentials]);
  const known = made.get(environment.id);
  if (known?.signsInAs === signsInAs) return known.clients;
  const clients = makeClients(environment);
  made.set(environment.id, { signsInAs, clients });
  // What failed (a secret that cannot be opened) is tried again with the next call.
  clients.catch(() => {
    if (made.get(environment.id)?.clients === clients) made.delete(environment.id);
  });
  return clients;
}

async function makeClients(environment: EnvironmentAccess): Promise<Clients> {
  const settings = {
    region: environment.region,
    credentials: await credentialsFor(environment),
    // We retry ourselves: the SDK would also repeat calls that change something.
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      httpAgent: AGENT,
      httpsAgent: AGENT,
    },
    ...(environment.endpointUrl ? { endpoint: environment.endpointUrl } : {}),
  };
  return { ec2: new EC2Client(settings), sts: new STSClient(settings) };
}
