resource "aws_vpc" "main" {
  cidr_block           = "10.50.0.0/16"
  enable_dns_hostnames = var.step == 2
  tags                 = { Name = "main" }
}

resource "aws_subnet" "hosts" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.50.1.0/24"
  tags       = { Name = "hosts", Step = var.step }
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table" "hosts" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table_association" "hosts" {
  subnet_id      = aws_subnet.hosts.id
  route_table_id = aws_route_table.hosts.id
}

resource "aws_route" "internet" {
  route_table_id         = aws_route_table.hosts.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}

resource "aws_route" "through_vpn_gateway" {
  route_table_id         = aws_route_table.hosts.id
  destination_cidr_block = var.step == 1 ? "10.61.0.0/16" : "10.62.0.0/16"
  gateway_id             = aws_vpn_gateway_attachment.main.vpn_gateway_id
}

resource "aws_security_group" "hosts" {
  name        = "hosts"
  description = "What the site may reach"
  vpc_id      = aws_vpc.main.id

  ingress {
    description = "ssh from the site"
    from_port   = 22
    to_port     = var.step == 1 ? 22 : 23
    protocol    = "tcp"
    cidr_blocks = ["10.60.0.0/16"]
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_vpc_security_group_ingress_rule" "ping" {
  security_group_id = aws_security_group.clients.id
  description       = "step ${var.step}"
  ip_protocol       = "icmp"
  from_port         = 8
  to_port           = -1
  cidr_ipv4         = "10.60.0.0/16"
}

resource "aws_security_group" "clients" {
  name_prefix = "clients-"
  vpc_id      = aws_vpc.main.id
}

resource "aws_route" "through_transit_gateway" {
  route_table_id         = aws_route_table.hosts.id
  destination_cidr_block = "10.80.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway_vpc_attachment.main.transit_gateway_id
}
