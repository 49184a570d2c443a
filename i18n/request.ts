import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { chooseLocale } from "./choose-locale";
import { compileMessages } from "./compile-messages";
import { availableLocales, regionalLocale } from "./locales";
import { loadMessages } from "./messages";
import { parseTimeZone } from "./time-zone";

/** What next-intl needs for a request. Locale and time zone come from cookies, so URLs are the same in every language. */
export default getRequestConfig(async () => {
  const [cookieJar, requestHeaders] = await Promise.all([cookies(), headers()]);
  const language = chooseLocale({
    available: availableLocales(),
    cookie: cookieJar.get("locale")?.value,
    acceptLanguage: requestHeaders.get("accept-language"),
  });
  return {
    locale: regionalLocale(language),
    messages: compileMessages(loadMessages(language)),
    timeZone: parseTimeZone(cookieJar.get("time-zone")?.value),
    // Ages are written against this instant on both sides, so that the browser repeats what the server wrote.
    now: new Date(),
  };
});
