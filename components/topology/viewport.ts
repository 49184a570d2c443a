/** Which part of the map is seen: where its origin stands on the screen in px, and how near one is. */
export interface Viewport {
  x: number;
  y: number;
  zoom: number;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const ZOOM_LEAST = 0.1;
export const ZOOM_MOST = 2;

/** Nearer or farther by a factor; what is under `point` (px on the canvas) stays under it. */
export function zoomAt(view: Viewport, factor: number, point: { x: number; y: number }): Viewport {
  const zoom = Math.min(ZOOM_MOST, Math.max(ZOOM_LEAST, view.zoom * factor));
  const ratio = zoom / view.zoom;
  return { x: point.x - (point.x - view.x) * ratio, y: point.y - (point.y - view.y) * ratio, zoom };
}

/** The nearest view in which the box is whole and in the middle; never nearer than 100 %. */
export function fitBox(box: Box, screen: { width: number; height: number }, marginPx: number): Viewport {
  const room = { width: screen.width - 2 * marginPx, height: screen.height - 2 * marginPx };
  const wish = Math.min(1, room.width / Math.max(1, box.width), room.height / Math.max(1, box.height));
  const zoom = Math.max(ZOOM_LEAST, wish);
  return {
    x: (screen.width - box.width * zoom) / 2 - box.x * zoom,
    y: (screen.height - box.height * zoom) / 2 - box.y * zoom,
    zoom,
  };
}

/** The same view, or if the box is not wholly in it, one of the same zoom around its middle. */
export function bringIn(box: Box, view: Viewport, screen: { width: number; height: number }): Viewport {
  const left = box.x * view.zoom + view.x;
  const top = box.y * view.zoom + view.y;
  const isIn =
    left >= 0 &&
    top >= 0 &&
    left + box.width * view.zoom <= screen.width &&
    top + box.height * view.zoom <= screen.height;
  if (isIn) return view;
  return {
    x: screen.width / 2 - (box.x + box.width / 2) * view.zoom,
    y: screen.height / 2 - (box.y + box.height / 2) * view.zoom,
    zoom: view.zoom,
  };
}

export type Distance = "near" | "mid" | "far";

/** How much is drawn at a zoom. Source: DESIGN.md "Canvas". */
export function distanceOf(zoom: number): Distance {
  if (zoom >= 0.75) return "near";
  return zoom >= 0.4 ? "mid" : "far";
}
