import { judge } from "./judge";

await judge("filtering");
