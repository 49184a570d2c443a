import { judge } from "./judge";

await judge("client_vpn");
