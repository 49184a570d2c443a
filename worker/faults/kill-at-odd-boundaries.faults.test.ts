import { killAtEveryBoundary } from "./kill-at-every-boundary";

killAtEveryBoundary(1);
