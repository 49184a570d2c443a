data "aws_availability_zones" "all" { state = "available" }

data "aws_ami" "amazon_linux" {
  most_recent = true
  owners      = ["amazon"]
  filter {
    name   = "name"
    values = ["al2023-ami-*-x86_64"]
  }
}

data "aws_vpc" "main" { id = aws_vpc.main.id }

data "aws_subnets" "all" {
  filter {
    name   = "vpc-id"
    values = [aws_vpc.main.id]
  }
}

data "aws_subnet" "public" { id = aws_subnet.public.id }

data "aws_route_table" "public" {
  subnet_id  = aws_subnet.public.id
  depends_on = [aws_route_table_association.public]
}

data "aws_route" "internet" {
  route_table_id         = aws_route_table.private.id
  destination_cidr_block = "0.0.0.0/0"
  depends_on             = [aws_route.internet]
}

data "aws_security_groups" "web" {
  filter {
    name   = "group-name"
    values = [aws_security_group.web.name]
  }
}

data "aws_security_group" "web" { id = aws_security_group.web.id }

data "aws_instance" "web" { instance_id = aws_instance.web.id }

data "aws_eip" "loose" { id = aws_eip.loose.id }

data "aws_nat_gateway" "public" { id = aws_nat_gateway.public.id }

data "aws_network_interface" "free" { id = aws_network_interface.free.id }

data "aws_prefix_list" "s3" { name = "com.amazonaws.ap-northeast-2.s3" }

data "aws_ec2_managed_prefix_list" "s3" { name = "com.amazonaws.ap-northeast-2.s3" }

data "aws_internet_gateway" "main" {
  filter {
    name   = "attachment.vpc-id"
    values = [aws_internet_gateway.main.vpc_id]
  }
}

data "aws_network_acls" "all" {
  vpc_id     = aws_vpc.main.id
  depends_on = [aws_network_acl.loose]
}

data "aws_ec2_instance_type" "small" { instance_type = "t3.micro" }

data "aws_ec2_instance_type_offerings" "all" { location_type = "availability-zone" }

data "aws_ec2_instance_types" "all" {}

data "aws_key_pair" "admin" {
  key_name           = aws_key_pair.admin.key_name
  include_public_key = true
}

data "aws_vpc_dhcp_options" "corporate" { dhcp_options_id = aws_vpc_dhcp_options.corporate.id }

data "aws_vpc_security_group_rules" "db" {
  filter {
    name   = "group-id"
    values = [aws_security_group.db.id]
  }
}

data "aws_regions" "all" {}

data "aws_availability_zone" "first" { name = "ap-northeast-2a" }

data "aws_vpcs" "all" {}

data "aws_caller_identity" "me" {}
