/** The request header in which proxy.ts tells a page its own address, which a layout cannot find out otherwise. */
export const PATH_HEADER = "x-underpass-path";
