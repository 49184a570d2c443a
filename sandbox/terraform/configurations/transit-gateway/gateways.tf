resource "aws_ec2_transit_gateway" "main" {
  amazon_side_asn             = 64700
  transit_gateway_cidr_blocks = var.step == 1 ? ["10.99.0.0/24"] : ["10.99.0.0/24", "10.98.0.0/24"]
  vpn_ecmp_support            = var.step == 1 ? "enable" : "disable"
  tags                        = { Name = "main", Step = var.step }
}

resource "aws_ec2_transit_gateway" "elsewhere" {
  provider        = aws.elsewhere
  amazon_side_asn = 64701
}

resource "aws_ec2_transit_gateway_peering_attachment" "main" {
  transit_gateway_id      = aws_ec2_transit_gateway.main.id
  peer_transit_gateway_id = aws_ec2_transit_gateway.elsewhere.id
  peer_region             = "eu-west-1"
  tags                    = { Step = var.step }
}

resource "aws_ec2_transit_gateway_peering_attachment_accepter" "elsewhere" {
  provider                      = aws.elsewhere
  transit_gateway_attachment_id = aws_ec2_transit_gateway_peering_attachment.main.id
}

resource "aws_ec2_transit_gateway_vpc_attachment" "main" {
  transit_gateway_id     = aws_ec2_transit_gateway.main.id
  vpc_id                 = aws_vpc.main.id
  subnet_ids             = var.step == 1 ? [aws_subnet.main[0].id] : aws_subnet.main[*].id
  appliance_mode_support = var.step == 1 ? "disable" : "enable"
}

resource "aws_ec2_transit_gateway_connect" "main" {
  transit_gateway_id      = aws_ec2_transit_gateway.main.id
  transport_attachment_id = aws_ec2_transit_gateway_vpc_attachment.main.id
  tags                    = { Step = var.step }
}

resource "aws_ec2_transit_gateway_connect_peer" "main" {
  transit_gateway_attachment_id = aws_ec2_transit_gateway_connect.main.id
  peer_address                  = "10.50.1.10"
  bgp_asn                       = 64800
  inside_cidr_blocks            = ["169.254.100.0/29"]
}

resource "aws_customer_gateway" "site" {
  bgp_asn    = 65010
  ip_address = "198.51.100.10"
  type       = "ipsec.1"
}

resource "aws_vpn_connection" "site" {
  transit_gateway_id  = aws_ec2_transit_gateway.main.id
  customer_gateway_id = aws_customer_gateway.site.id
  type                = "ipsec.1"
}

resource "aws_ec2_tag" "vpn_attachment" {
  resource_id = aws_vpn_connection.site.transit_gateway_attachment_id
  key         = "Name"
  value       = "step ${var.step}"
}
