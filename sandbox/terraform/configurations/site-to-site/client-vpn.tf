# Without its network associations: the provider waits four minutes for one to be made, and four for it to go.
resource "aws_ec2_client_vpn_endpoint" "staff" {
  description            = "step ${var.step}"
  client_cidr_block      = "10.200.0.0/22"
  server_certificate_arn = "arn:aws:acm:ap-northeast-2:111122223333:certificate/0123abcd-4567-89ef-0123-456789abcdef"
  split_tunnel           = var.step == 1
  dns_servers            = ["10.50.0.2"]
  session_timeout_hours  = 8
  vpc_id                 = aws_vpc.main.id
  security_group_ids     = [aws_security_group.clients.id]
  tags                   = { Name = "staff" }

  authentication_options {
    type                       = "certificate-authentication"
    root_certificate_chain_arn = "arn:aws:acm:ap-northeast-2:111122223333:certificate/89abcdef-0123-4567-89ab-cdef01234567"
  }

  connection_log_options {
    enabled               = true
    cloudwatch_log_group  = aws_cloudwatch_log_group.activity.name
    cloudwatch_log_stream = aws_cloudwatch_log_stream.clients.name
  }

  client_login_banner_options {
    enabled     = true
    banner_text = "For staff"
  }
}

resource "aws_cloudwatch_log_stream" "clients" {
  name           = "clients"
  log_group_name = aws_cloudwatch_log_group.activity.name
}

resource "aws_ec2_client_vpn_authorization_rule" "vpc" {
  client_vpn_endpoint_id = aws_ec2_client_vpn_endpoint.staff.id
  target_network_cidr    = aws_vpc.main.cidr_block
  authorize_all_groups   = true
  description            = "The hosts"
}
