/** The page to go to after signing in: a path of this console, or its front page for anything that leads elsewhere. */
export function safeNext(next: string | undefined): string {
  const here = "http://here.invalid";
  if (!next?.startsWith("/") || !URL.canParse(next, here)) return "/";
  const url = new URL(next, here);
  // "//elsewhere", "/\elsewhere" and control characters in between are read as another host.
  if (url.origin !== here || url.pathname.startsWith("/sign-in") || url.pathname.startsWith("//")) return "/";
  return `${url.pathname}${url.search}`;
}
