import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { proxy } from "@/proxy";

const REWRITE = "x-middleware-rewrite";

test("an address that cannot be decoded leads to the page for unknown ones and is remembered nowhere", () => {
  const response = proxy(new NextRequest("http://127.0.0.1:3000/%E0%A4%A"));
  expect(response.headers.get(REWRITE)).toMatch(/:3000\/_\/_\//);
  expect(response.cookies.getAll()).toEqual([]);
});

test("an address with encoded letters is taken as it is", () => {
  expect(proxy(new NextRequest("http://127.0.0.1:3000/s%C3%A9oul/connections")).headers.get(REWRITE)).toBeNull();
});
