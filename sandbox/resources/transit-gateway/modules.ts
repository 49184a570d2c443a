import * as absentKinds from "./absent-kinds";
import * as association from "./association";
import * as attachment from "./attachment";
import * as connect from "./connect";
import * as connectPeer from "./connect-peer";
import * as peeringAttachment from "./peering-attachment";
import * as prefixListReference from "./prefix-list-reference";
import * as propagation from "./propagation";
import * as route from "./route";
import * as routeSearch from "./route-search";
import * as routeTable from "./route-table";
import * as transitGateway from "./transit-gateway";
import * as transitGatewayModify from "./transit-gateway-modify";
import * as vpcAttachment from "./vpc-attachment";
import * as vpcAttachmentModify from "./vpc-attachment-modify";

/** The files of this family that hold EC2 actions. */
export const transitGatewayModules = [
  absentKinds,
  association,
  attachment,
  connect,
  connectPeer,
  peeringAttachment,
  prefixListReference,
  propagation,
  route,
  routeSearch,
  routeTable,
  transitGateway,
  transitGatewayModify,
  vpcAttachment,
  vpcAttachmentModify,
];
