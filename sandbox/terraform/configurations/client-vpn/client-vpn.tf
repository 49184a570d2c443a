resource "aws_vpc" "main" {
  cidr_block = "10.50.0.0/16"
}

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.50.1.0/24"
}

resource "aws_security_group" "clients" {
  count  = 2
  name   = "clients-${count.index}"
  vpc_id = aws_vpc.main.id
}

resource "aws_ec2_client_vpn_endpoint" "staff" {
  client_cidr_block      = "10.200.0.0/22"
  server_certificate_arn = "arn:aws:acm:ap-northeast-2:111122223333:certificate/0123abcd-4567-89ef-0123-456789abcdef"
  transport_protocol     = "tcp"
  vpn_port               = 1194
  self_service_portal    = "disabled"
  vpc_id                 = aws_vpc.main.id
  security_group_ids     = [aws_security_group.clients[var.step - 1].id]
  tags                   = { Step = var.step }

  authentication_options {
    type                       = "certificate-authentication"
    root_certificate_chain_arn = "arn:aws:acm:ap-northeast-2:111122223333:certificate/89abcdef-0123-4567-89ab-cdef01234567"
  }

  connection_log_options {
    enabled = false
  }
}

resource "aws_ec2_client_vpn_network_association" "main" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.staff.id
  subnet_id              = aws_subnet.main.id
}

resource "aws_ec2_client_vpn_authorization_rule" "group" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.staff.id
  target_network_cidr    = aws_vpc.main.cidr_block
  authorize_all_groups   = true
}

resource "aws_ec2_client_vpn_route" "internet" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.staff.id
  destination_cidr_block = "0.0.0.0/0"
  target_vpc_subnet_id   = aws_ec2_client_vpn_network_association.main.subnet_id
  description            = "Through the VPC"
}

data "aws_ec2_client_vpn_endpoint" "staff" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.staff.id
}
