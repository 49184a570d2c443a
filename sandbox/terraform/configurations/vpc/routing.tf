resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }

resource "aws_egress_only_internet_gateway" "main" { vpc_id = aws_vpc.main.id }

resource "aws_nat_gateway" "public" {
  allocation_id            = aws_eip.nat.id
  secondary_allocation_ids = var.step == 1 ? [] : [aws_eip.nat_second.id]
  subnet_id                = aws_subnet.public.id
  depends_on               = [aws_internet_gateway.main]
}

resource "aws_nat_gateway" "private" {
  connectivity_type = "private"
  subnet_id         = aws_subnet.private.id
}

resource "aws_ec2_managed_prefix_list" "sites" {
  name           = "sites"
  address_family = "IPv4"
  max_entries    = 5
  entry {
    cidr        = "10.60.0.0/16"
    description = "leeds"
  }
  dynamic "entry" {
    for_each = var.step == 1 ? [] : [1]
    content { cidr = "10.61.0.0/16" }
  }
}

resource "aws_vpn_gateway" "main" { vpc_id = aws_vpc.main.id }

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
  route {
    ipv6_cidr_block = "::/0"
    gateway_id      = aws_internet_gateway.main.id
  }
}

resource "aws_route_table" "private" { vpc_id = aws_vpc.main.id }

resource "aws_route" "internet" {
  route_table_id         = aws_route_table.private.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.public.id
}

resource "aws_route" "internet_ipv6" {
  route_table_id              = aws_route_table.private.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.main.id
}

resource "aws_route" "sites" {
  route_table_id             = aws_route_table.private.id
  destination_prefix_list_id = aws_ec2_managed_prefix_list.sites.id
  gateway_id                 = aws_vpn_gateway.main.id
}

resource "aws_route" "host" {
  route_table_id         = aws_route_table.private.id
  destination_cidr_block = "10.99.0.0/16"
  network_interface_id   = aws_instance.host.primary_network_interface_id
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}

resource "aws_main_route_table_association" "main" {
  vpc_id         = aws_vpc.main.id
  route_table_id = aws_route_table.private.id
}

resource "aws_ec2_managed_prefix_list" "loose" {
  name           = "loose"
  address_family = "IPv6"
  max_entries    = var.step == 1 ? 3 : 4
  tags           = { stage = var.step }
}

resource "aws_ec2_managed_prefix_list_entry" "lab" {
  prefix_list_id = aws_ec2_managed_prefix_list.loose.id
  cidr           = "2001:db8:9::/48"
  description    = "lab"
}

resource "aws_ec2_tag" "host_interface" {
  resource_id = aws_instance.host.primary_network_interface_id
  key         = "extra"
  value       = "stage-${var.step}"
}

resource "aws_route_table" "propagating" {
  vpc_id           = aws_vpc.main.id
  propagating_vgws = [aws_vpn_gateway.main.id]
}
