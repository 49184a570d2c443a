import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { phrase } from "@/lib/domain/phrase";
import type { BulkFile } from "@/lib/server/handover/bulk-files";
import { archiveEntries, MANIFEST } from "./archive";
import { zipStream } from "./zip-stream";

const words = {
  heads: ["Connection", "ID", "Customer gateway", "Device", "IKE", "File", "Problems"],
  family: (label: string) => label,
  ikeVersion: (version: string) => version,
  problem: ({ key }: { key: string }) => key,
};

function made(name: string, facts: Partial<BulkFile> = {}): BulkFile {
  const awsId = `vpn-${name.length}`;
  const file = { filename: `${awsId}-generic-ikev2.txt`, mediaType: "text/plain", text: `file of ${name}\n` };
  return {
    name,
    awsId,
    customerGateway: "router",
    familyLabel: "generic",
    ikeVersion: "ikev2",
    file,
    problems: [],
    ...facts,
  };
}

async function unpack(files: Iterable<BulkFile>): Promise<Record<string, string>> {
  const bytes = new Uint8Array(await new Response(zipStream(archiveEntries(files, words))).arrayBuffer());
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, data]) => [name, strFromU8(data)]));
}

test("every connection is in the list, and one without a file with the reason", async () => {
  const problems = [{ severity: "error" as const, phrase: phrase("devices.problem.twoTunnels", { found: 1 }) }];
  const files = await unpack([made("leeds"), made("osaka-2", { file: null, problems })]);
  expect(Object.keys(files)).toEqual(["leeds-vpn-5-generic-ikev2.txt", MANIFEST]);
  expect(files["leeds-vpn-5-generic-ikev2.txt"]).toBe("file of leeds\n");
  expect(files[MANIFEST]?.trim().split("\r\n").slice(1)).toEqual([
    "leeds,vpn-5,router,generic,ikev2,leeds-vpn-5-generic-ikev2.txt,",
    "osaka-2,vpn-7,router,generic,ikev2,,devices.problem.twoTunnels",
  ]);
});

test("no name leads out of the folder that it is unpacked to, or is run by a spreadsheet", async () => {
  const files = await unpack([made("../../etc/=cmd"), made('=1+"1')]);
  for (const name of Object.keys(files)) expect(name).toMatch(/^[\w-][\w.-]*$/);
  expect(files[MANIFEST]).toContain(`"'=1+""1"`);
});

test("a file is made only when the one before was taken", async () => {
  let count = 0;
  function* many() {
    for (; count < 1000; ) yield made(`site-${count++}`);
  }
  const reader = zipStream(archiveEntries(many(), words)).getReader();
  while (count < 5) await reader.read();
  expect(count).toBeLessThan(10);
  await reader.cancel();
});

test("a failure breaks the archive off", async () => {
  function* failing() {
    yield made("leeds");
    throw new Error("EC2 went away");
  }
  await expect(unpack(failing())).rejects.toThrow("EC2 went away");
});
