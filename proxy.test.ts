import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { proxy } from "./proxy";

function cookieAfter(method: string, path: string): string | undefined {
  return proxy(new NextRequest(`http://127.0.0.1${path}`, { method })).cookies.get("environment")?.value;
}

test("a visit to an environment is remembered for the front page", () => {
  expect(cookieAfter("GET", "/seoul-demo/topology")).toBe("seoul-demo");
});

test("pages outside of environments are not taken for one", () => {
  expect(cookieAfter("GET", "/")).toBeUndefined();
  expect(cookieAfter("GET", "/settings/members")).toBeUndefined();
  expect(cookieAfter("GET", "/hand-over/a-token")).toBeUndefined();
});

test("an action writes no cookie, so that the page it was sent from is not read again", () => {
  expect(cookieAfter("POST", "/seoul-demo/resources/new/customer-gateway")).toBeUndefined();
});

const REWRITE = "x-middleware-rewrite";

test("an address that cannot be decoded leads to the page for unknown ones and is remembered nowhere", () => {
  const response = proxy(new NextRequest("http://127.0.0.1:3000/%E0%A4%A"));
  expect(response.headers.get(REWRITE)).toMatch(/:3000\/_\/_\//);
  expect(response.cookies.getAll()).toEqual([]);
});

test("an address with encoded letters is taken as it is", () => {
  expect(proxy(new NextRequest("http://127.0.0.1:3000/s%C3%A9oul/connections")).headers.get(REWRITE)).toBeNull();
});
