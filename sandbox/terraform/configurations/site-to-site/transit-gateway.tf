resource "aws_ec2_transit_gateway" "main" {
  amazon_side_asn                 = 64700
  description                     = "step ${var.step}"
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
  tags                            = { Name = "main" }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "main" {
  transit_gateway_id                              = aws_ec2_transit_gateway.main.id
  vpc_id                                          = aws_vpc.main.id
  subnet_ids                                      = [aws_subnet.hosts.id]
  dns_support                                     = var.step == 1 ? "enable" : "disable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
}

resource "aws_ec2_transit_gateway_route_table" "sites" {
  transit_gateway_id = aws_ec2_transit_gateway.main.id
  tags               = { Name = "sites" }
}

resource "aws_ec2_transit_gateway_route_table_association" "vpc" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.main.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.sites.id
}

resource "aws_ec2_transit_gateway_route_table_association" "vpn" {
  transit_gateway_attachment_id  = aws_vpn_connection.every_option.transit_gateway_attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.sites.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "vpn" {
  transit_gateway_attachment_id  = aws_vpn_connection.every_option.transit_gateway_attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.sites.id
}

resource "aws_ec2_transit_gateway_route" "to_vpc" {
  destination_cidr_block         = "10.50.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.main.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.sites.id
}

resource "aws_ec2_transit_gateway_route" "nowhere" {
  destination_cidr_block         = var.step == 1 ? "10.99.0.0/16" : "10.98.0.0/16"
  blackhole                      = true
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.sites.id
}
