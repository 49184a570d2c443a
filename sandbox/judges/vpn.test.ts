import { judge } from "./judge";

await judge("vpn");
