import { expect, test } from "vitest";
import { parseTimeZone } from "./time-zone";

test("the browser's zone is taken, also when its slash is encoded", () => {
  expect(parseTimeZone("Asia/Seoul")).toBe("Asia/Seoul");
  expect(parseTimeZone("Asia%2FSeoul")).toBe("Asia/Seoul");
});

test("no cookie, or one that names no zone, means UTC", () => {
  expect(parseTimeZone(undefined)).toBe("UTC");
  expect(parseTimeZone("Mars/Olympus")).toBe("UTC");
  expect(parseTimeZone("%E0%A4%A")).toBe("UTC");
});
