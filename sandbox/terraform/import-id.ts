/** By what a resource in Terraform's state is imported: its id, unless the provider wants something else. Undefined: not at all. */
export function importId(type: string, values: Record<string, unknown>): string | undefined {
  if (notImportable.has(type) || type.startsWith("aws_default_")) return undefined;
  const parts = otherIds[type];
  if (!parts) return String(values.id);
  const texts = parts.attributes.map((name) => values[name]).filter((value) => value !== undefined && value !== "");
  return texts.join(parts.separator);
}

/**
 * The provider cannot read them back by an id, or (a key pair) not all of what it was given. Resources that take over what AWS
 * made are left where they are.
 */
const notImportable = new Set([
  "aws_ec2_transit_gateway_default_route_table_association",
  "aws_ec2_transit_gateway_default_route_table_propagation",
  "aws_key_pair",
  "aws_main_route_table_association",
  "aws_security_group_rule",
  "aws_vpn_connection_route",
  "aws_vpn_gateway_attachment",
  "aws_vpn_gateway_route_propagation",
]);

/** From the pages of the provider's documentation, "Import". */
const otherIds: Record<string, { attributes: string[]; separator: string }> = {
  aws_cloudwatch_log_stream: { attributes: ["log_group_name", "name"], separator: ":" },
  aws_ec2_client_vpn_network_association: { attributes: ["client_vpn_endpoint_id", "association_id"], separator: "," },
  aws_network_acl_rule: { attributes: ["network_acl_id", "rule_number", "protocol", "egress"], separator: ":" },
  aws_network_interface_sg_attachment: { attributes: ["network_interface_id", "security_group_id"], separator: "_" },
  aws_route: {
    attributes: [
      ...["route_table_id", "destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"],
    ],
    separator: "_",
  },
  aws_route_table_association: { attributes: ["subnet_id", "route_table_id"], separator: "/" },
  aws_vpc_dhcp_options_association: { attributes: ["vpc_id"], separator: "" },
};
