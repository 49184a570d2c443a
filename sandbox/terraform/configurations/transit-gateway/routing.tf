resource "aws_ec2_transit_gateway_route_table" "sites" {
  transit_gateway_id = aws_ec2_transit_gateway.main.id
  tags               = { Step = var.step }
}

resource "aws_ec2_transit_gateway_route_table_association" "vpn" {
  transit_gateway_attachment_id  = aws_vpn_connection.site.transit_gateway_attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.sites.id
  replace_existing_association   = true
}

resource "aws_ec2_transit_gateway_route_table_propagation" "vpc" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.main.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.sites.id
}

resource "aws_ec2_transit_gateway_route" "peer" {
  destination_cidr_block         = "10.70.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment_accepter.elsewhere.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway.main.association_default_route_table_id
}

resource "aws_ec2_transit_gateway_route" "ipv6" {
  destination_cidr_block         = "2001:db8:1::/48"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.main.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.sites.id
}

resource "aws_ec2_transit_gateway_prefix_list_reference" "sites" {
  prefix_list_id                 = aws_ec2_managed_prefix_list.sites.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.sites.id
  transit_gateway_attachment_id  = var.step == 1 ? aws_vpn_connection.site.transit_gateway_attachment_id : null
  blackhole                      = var.step == 2
}
