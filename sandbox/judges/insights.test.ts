import { judge } from "./judge";

await judge("insights");
