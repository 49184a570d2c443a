resource "aws_vpc" "main" {
  cidr_block = "10.50.0.0/16"
}

resource "aws_vpn_gateway" "main" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "main" }
}

resource "aws_ec2_transit_gateway" "main" {
  amazon_side_asn = 64700
}

resource "aws_customer_gateway" "site" {
  bgp_asn    = 65010
  ip_address = "198.51.100.10"
  type       = "ipsec.1"
  tags       = { Name = "site ${var.step}" }
}

resource "aws_customer_gateway" "spare" {
  bgp_asn    = 65012
  ip_address = "198.51.100.12"
  type       = "ipsec.1"
}

resource "aws_customer_gateway" "certificate" {
  bgp_asn         = 65011
  certificate_arn = "arn:aws:acm:ap-northeast-2:111122223333:certificate/0123abcd-4567-89ef-0123-456789abcdef"
  type            = "ipsec.1"
}

data "aws_customer_gateway" "site" {
  id = aws_customer_gateway.site.id
}

data "aws_vpn_gateway" "main" {
  attached_vpc_id = aws_vpn_gateway.main.vpc_id
}
