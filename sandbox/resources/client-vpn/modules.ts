import * as authorizationPolicy from "./authorization-policy";
import * as authorizationRule from "./authorization-rule";
import * as clientConfiguration from "./client-configuration";
import * as connection from "./connection";
import * as endpoint from "./endpoint";
import * as endpointModify from "./endpoint-modify";
import * as revocationList from "./revocation-list";
import * as route from "./route";
import * as targetNetwork from "./target-network";
import * as transitGatewayAttachment from "./transit-gateway-attachment";

/** The files of this family that hold EC2 actions. */
export const clientVpnModules = [
  authorizationPolicy,
  authorizationRule,
  clientConfiguration,
  connection,
  endpoint,
  endpointModify,
  revocationList,
  route,
  targetNetwork,
  transitGatewayAttachment,
];
