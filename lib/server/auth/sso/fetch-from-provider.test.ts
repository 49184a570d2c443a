import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { fetchFromProvider, isIssuerAllowed } from "./fetch-from-provider";

const options = { method: "GET", headers: {}, body: undefined, redirect: "manual" } as const;
let server: Server;
let origin: string;
let visits: string[];

beforeAll(async () => {
  visits = [];
  server = createServer((request, response) => {
    visits.push(request.url ?? "");
    if (request.url === "/big") response.end("x".repeat(2 * 1024 * 1024));
    else response.writeHead(302, { location: "/elsewhere" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${z.object({ port: z.number() }).parse(server.address()).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

test.each([
  "https://10.0.0.5/keys",
  "https://169.254.169.254/latest/meta-data/",
  "https://[::1]/keys",
  "https://[::ffff:10.0.0.5]/keys",
  "https://localhost/keys",
  "http://idp.example.org/keys",
  "http://127.0.0.1/keys",
])("a document of a provider in public cannot send us to %s", async (address) => {
  const fetch = fetchFromProvider(new URL("https://idp.example.com"));
  await expect(fetch(address, options)).rejects.toMatchObject({ name: "ForbiddenAddress" });
});

test("a redirect is not followed", async () => {
  const answer = await fetchFromProvider(new URL(origin))(`${origin}/token`, options);
  expect(answer.status).toBe(302);
  expect(visits).toEqual(["/token"]);
});

test("an answer without end is cut off", async () => {
  await expect(fetchFromProvider(new URL(origin))(`${origin}/big`, options)).rejects.toThrow(/more than/);
});

test("a provider is asked over https, or on this machine", () => {
  const allowed = ["https://idp.example.com", "https://10.0.0.5", "http://127.0.0.1:4000", "http://[::1]:4000"];
  const refused = ["http://idp.example.com", "http://10.0.0.5", "ftp://127.0.0.1", "http://127.0.0.1.example.com"];
  expect(allowed.filter((address) => !isIssuerAllowed(new URL(address)))).toEqual([]);
  expect(refused.filter((address) => isIssuerAllowed(new URL(address)))).toEqual([]);
});
