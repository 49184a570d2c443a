import { expect, test } from "vitest";
import { createLog } from "./log";

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog({ write: (line) => lines.push(line) }));
  return lines.join("");
}

test("keys, passwords, cookies and answers of EC2 are removed at every depth that is written", () => {
  const sensitive = {
    PreSharedKey: "k3y",
    password: "k3y",
    cookie: "k3y",
    CustomerGatewayConfiguration: "k3y",
    $response: { a: "k3y" },
  };
  const text = logged((log) => log.warn({ ...sensitive, a: sensitive, b: { c: sensitive } }, "x"));
  expect(text).not.toContain("k3y");
  expect(text).toContain("[removed]");
});

test("an error is written with its cause, and without the properties that carry answers", () => {
  const cause = Object.assign(new Error("refused"), { code: "AuthFailure", $response: { body: "k3y" }, output: "k3y" });
  const text = logged((log) => log.error({ error: new Error("failed", { cause }) }, "x"));
  expect(text).toContain("refused");
  expect(text).toContain("AuthFailure");
  expect(text).not.toContain("k3y");
});

test("what the job queue hands on in place of an error is written with its words", () => {
  const text = logged((log) =>
    log.warn({ error: { message: "connection refused", queue: "hop", output: "k3y" } }, "x"),
  );
  expect(text).toContain("connection refused");
  expect(text).not.toContain("k3y");
});
