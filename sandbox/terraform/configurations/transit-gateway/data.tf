data "aws_ec2_transit_gateway" "main" {
  id = aws_ec2_transit_gateway.main.id
}

data "aws_ec2_transit_gateway_attachment" "vpc" {
  transit_gateway_attachment_id = aws_ec2_transit_gateway_vpc_attachment.main.id
}

data "aws_ec2_transit_gateway_attachments" "all" {
  filter {
    name   = "transit-gateway-id"
    values = [aws_ec2_transit_gateway.main.id]
  }
}

data "aws_ec2_transit_gateway_vpc_attachment" "main" {
  id = aws_ec2_transit_gateway_vpc_attachment.main.id
}

data "aws_ec2_transit_gateway_vpc_attachments" "main" {
  filter {
    name   = "vpc-id"
    values = [aws_ec2_transit_gateway_vpc_attachment.main.vpc_id]
  }
}

data "aws_ec2_transit_gateway_vpn_attachment" "site" {
  transit_gateway_id = aws_ec2_transit_gateway.main.id
  vpn_connection_id  = aws_vpn_connection.site.id
}

data "aws_ec2_transit_gateway_peering_attachment" "main" {
  id = aws_ec2_transit_gateway_peering_attachment.main.id
}

data "aws_ec2_transit_gateway_connect" "main" {
  transit_gateway_connect_id = aws_ec2_transit_gateway_connect.main.id
}

data "aws_ec2_transit_gateway_connect_peer" "main" {
  transit_gateway_connect_peer_id = aws_ec2_transit_gateway_connect_peer.main.id
}

data "aws_ec2_transit_gateway_route_table" "sites" {
  id = aws_ec2_transit_gateway_route_table.sites.id
}

data "aws_ec2_transit_gateway_route_tables" "all" {
  filter {
    name   = "transit-gateway-id"
    values = [aws_ec2_transit_gateway.main.id]
  }
}

data "aws_ec2_transit_gateway_route_table_associations" "sites" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table_association.vpn.transit_gateway_route_table_id
}

data "aws_ec2_transit_gateway_route_table_propagations" "sites" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table_propagation.vpc.transit_gateway_route_table_id
}

data "aws_ec2_transit_gateway_route_table_routes" "sites" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route.ipv6.transit_gateway_route_table_id

  filter {
    name   = "type"
    values = ["static"]
  }
}
