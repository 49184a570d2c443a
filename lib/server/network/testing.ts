import "server-only";
import { SandboxControl } from "@/sandbox/control-client";
import { type RunningSandbox, startSandbox } from "@/sandbox/server";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { sealKeys } from "../environments/seal-keys";
import { observeEnvironment } from "../observe/observe-environment";
import { fetchConfigurations } from "./fetch-configuration";

/** The demo's world as an environment of a new organization that has read it. */
export interface Demo {
  sandbox: RunningSandbox;
  control: SandboxControl;
  editor: Viewer;
  environmentId: string;
  slug: string;
  /** The pre-shared keys of a connection, or of all of them, as EC2 has them. */
  keysOf(awsId?: string): Promise<string[]>;
}

/** For tests of what asks EC2 for configurations. Whoever starts it closes the sandbox. */
export async function startDemo(): Promise<Demo> {
  const sandbox = await startSandbox({ world: "demo" });
  const editor = await addViewer("editor");
  const { id, slug } = await addEnvironment(editor.organizationId, { endpointUrl: sandbox.url });
  const entered = { accessKeyId: "testing", secretAccessKey: "testing", sessionToken: "" };
  await db.environment.update({ where: { id }, data: { credentials: await sealKeys(db, id, entered) } });
  await observeEnvironment(id);
  const keysOf = async (awsId?: string) => {
    const configurations = [...(await fetchConfigurations(id))].filter(([key]) => awsId === undefined || key === awsId);
    return configurations.flatMap(([, { xml }]) =>
      Array.from(xml.matchAll(/<pre_shared_key>(.*?)</g), ([, key = ""]) => key),
    );
  };
  return { sandbox, control: new SandboxControl(sandbox.controlUrl), editor, environmentId: id, slug, keysOf };
}
