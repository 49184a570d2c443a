"use client";

import NextLink from "next/link";
import { type ComponentProps, useState } from "react";

/**
 * A link inside the console. It fetches ahead only what somebody points at: Next's own asks for every link in sight, again
 * after each refresh, and with pages that all show live state such an answer holds hardly more than the frame that is there.
 */
export function Link(props: Omit<ComponentProps<typeof NextLink>, "prefetch">) {
  const [isMeant, setIsMeant] = useState(false);
  return (
    <NextLink
      {...props}
      prefetch={isMeant ? null : false}
      onMouseEnter={(event) => {
        props.onMouseEnter?.(event);
        setIsMeant(true);
      }}
      onMouseLeave={(event) => {
        props.onMouseLeave?.(event);
        setIsMeant(false);
      }}
    />
  );
}
