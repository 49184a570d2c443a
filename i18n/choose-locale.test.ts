import { expect, test } from "vitest";
import { chooseLocale } from "./choose-locale";

const available = ["en", "ja", "ko"];

test("the chosen language wins over the browser's", () => {
  expect(chooseLocale({ available, cookie: "ja", acceptLanguage: "ko" })).toBe("ja");
});

test("a chosen language without messages is ignored", () => {
  expect(chooseLocale({ available, cookie: "../../etc", acceptLanguage: "ko" })).toBe("ko");
});

test("the browser's most wanted language with messages is taken, whatever its region and place", () => {
  expect(chooseLocale({ available, cookie: undefined, acceptLanguage: "de, ja;q=0.4, ko-KR;q=0.9" })).toBe("ko");
});

test("a language refused with q=0 is not taken", () => {
  expect(chooseLocale({ available, cookie: undefined, acceptLanguage: "ko;q=0" })).toBe("en");
});

test("without any wish English is spoken", () => {
  expect(chooseLocale({ available, cookie: undefined, acceptLanguage: null })).toBe("en");
});
