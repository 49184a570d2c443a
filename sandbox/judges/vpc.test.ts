import { judge } from "./judge";

await judge("vpc");
