"use client";

import { type PointerEvent, type RefObject, useCallback, useState } from "react";
import type { ViewportControl } from "./use-viewport";

export interface ProposedLine {
  from: { x: number; y: number };
  to: { x: number; y: number };
}

/** A line drawn from a customer gateway to a gateway proposes a connection. Gives the line while it is drawn. */
export function useProposeDrag(
  frame: RefObject<HTMLDivElement | null>,
  control: ViewportControl,
  onPropose: (customerGateway: string, vpnGateway: string) => void,
) {
  const [line, setLine] = useState<ProposedLine | null>(null);
  const begin = useCallback(
    (customerGateway: string, from: { x: number; y: number }, event: PointerEvent) => {
      event.preventDefault();
      const onMove = (move: globalThis.PointerEvent) => setLine({ from, to: onMap(move, frame, control) });
      const onUp = (up: globalThis.PointerEvent) => {
        window.removeEventListener("pointermove", onMove);
        setLine(null);
        swallowClick();
        const target = document.elementFromPoint(up.clientX, up.clientY)?.closest("[data-topology-id]");
        const key = target?.getAttribute("data-topology-id");
        if (key?.startsWith("vpn-gateway/")) onPropose(customerGateway, key);
      };
      window.addEventListener("pointermove", onMove);
      window.addEventListener("pointerup", onUp, { once: true });
    },
    [frame, control, onPropose],
  );
  return { line, begin };
}

/** The click that ends a drag would close the panel, and with it stop the way to the form. */
function swallowClick() {
  const swallow = (event: Event) => event.stopPropagation();
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }));
}

function onMap(event: MouseEvent, frame: RefObject<HTMLDivElement | null>, control: ViewportControl) {
  const { left = 0, top = 0 } = frame.current?.getBoundingClientRect() ?? {};
  const { x, y, zoom } = control.current();
  return { x: (event.clientX - left - x) / zoom, y: (event.clientY - top - y) / zoom };
}
