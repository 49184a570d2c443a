resource "aws_vpc" "main" {
  cidr_block                       = "10.50.0.0/16"
  enable_dns_hostnames             = var.step == 1
  assign_generated_ipv6_cidr_block = true
  tags                             = { Name = "main-${var.step}" }
}

resource "aws_vpc_ipv4_cidr_block_association" "second" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.51.0.0/16"
}

resource "aws_vpc_dhcp_options" "corporate" {
  domain_name         = "corp.example"
  domain_name_servers = ["10.50.0.2"]
}

resource "aws_vpc_dhcp_options_association" "corporate" {
  vpc_id          = aws_vpc.main.id
  dhcp_options_id = aws_vpc_dhcp_options.corporate.id
}

resource "aws_subnet" "public" {
  vpc_id                          = aws_vpc.main.id
  cidr_block                      = "10.50.0.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 1)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = true
  availability_zone               = data.aws_availability_zones.all.names[0]
}

resource "aws_subnet" "private" {
  vpc_id                                      = aws_vpc_ipv4_cidr_block_association.second.vpc_id
  cidr_block                                  = "10.51.1.0/24"
  availability_zone                           = data.aws_availability_zones.all.names[0]
  private_dns_hostname_type_on_launch         = "resource-name"
  enable_resource_name_dns_a_record_on_launch = true
}
