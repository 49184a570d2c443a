/** Second lines, chips and labels: gone below 75 %. */
export const nearOnly = "group-data-[distance=mid]/canvas:hidden group-data-[distance=far]/canvas:hidden";
/** Gone below 40 %. */
export const notFar = "group-data-[distance=far]/canvas:hidden";
/** A status icon keeps its 14 px on screen, as far as the node has room. */
export const statusIconSize = "size-[clamp(14px,calc(14px/var(--zoom,1)),40px)]";
/** A name that can still be read from afar. */
export const nameSize =
  "group-data-[distance=far]/canvas:text-[24px] group-data-[distance=far]/canvas:leading-[32px] group-data-[distance=mid]/canvas:text-[18px] group-data-[distance=mid]/canvas:leading-[32px]";
/** Icons of kinds are too small to tell anything from afar, and the names need their room. */
export const kindIcon = "group-data-[distance=far]/canvas:hidden group-data-[distance=mid]/canvas:hidden";
/** A narrow node breaks its name over two lines from afar. */
export const narrowName =
  "truncate group-data-[distance=far]/canvas:text-[22px] group-data-[distance=far]/canvas:leading-[24px] group-data-[distance=far]/canvas:break-all group-data-[distance=far]/canvas:whitespace-normal group-data-[distance=mid]/canvas:text-[18px] group-data-[distance=mid]/canvas:leading-[22px] group-data-[distance=mid]/canvas:break-words group-data-[distance=mid]/canvas:whitespace-normal";
