import { judge } from "./judge";

await judge("documented_filters");
