import * as analysis from "./analysis";
import * as path from "./path";

/** The files of this family that simulate actions. */
export const insightsModules = [analysis, path];
