import { judge } from "./judge";

await judge("bad_input");
