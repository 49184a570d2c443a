import { judge } from "./judge";

await judge("transit");
