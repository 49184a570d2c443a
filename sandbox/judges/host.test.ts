import { judge } from "./judge";

await judge("host");
