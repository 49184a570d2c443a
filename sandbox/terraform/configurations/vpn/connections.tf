resource "aws_vpn_connection" "certificate" {
  vpn_gateway_id      = aws_vpn_gateway.main.id
  customer_gateway_id = aws_customer_gateway.certificate.id
  type                = "ipsec.1"
}

resource "aws_vpn_connection" "without_gateway" {
  customer_gateway_id = aws_customer_gateway.site.id
  type                = "ipsec.1"
}

resource "aws_vpn_connection" "ipv6" {
  transit_gateway_id       = aws_ec2_transit_gateway.main.id
  customer_gateway_id      = aws_customer_gateway.site.id
  type                     = "ipsec.1"
  tunnel_inside_ip_version = "ipv6"
  local_ipv6_network_cidr  = "2001:db8:60::/48"
  remote_ipv6_network_cidr = "2001:db8:50::/48"
  tunnel1_inside_ipv6_cidr = "fd00:2001:db8:2:2d1:81ff:fe41:d200/126"
  tunnel2_inside_ipv6_cidr = "fd00:2001:db8:2:2d1:81ff:fe41:d204/126"
}

resource "aws_vpn_connection" "moving" {
  vpn_gateway_id         = var.step == 1 ? aws_vpn_gateway.main.id : null
  transit_gateway_id     = var.step == 1 ? null : aws_ec2_transit_gateway.main.id
  customer_gateway_id    = aws_customer_gateway.spare.id
  type                   = "ipsec.1"
  tunnel2_startup_action = "start"
  tunnel2_ike_versions   = ["ikev2"]
}

resource "aws_vpn_connection" "losing_its_log" {
  transit_gateway_id  = aws_ec2_transit_gateway.main.id
  customer_gateway_id = aws_customer_gateway.spare.id
  type                = "ipsec.1"
  enable_acceleration = true

  tunnel1_log_options {
    cloudwatch_log_options {
      log_enabled       = var.step == 1
      log_group_arn     = var.step == 1 ? aws_cloudwatch_log_group.activity.arn : null
      log_output_format = var.step == 1 ? "json" : null
    }
  }
}

resource "aws_cloudwatch_log_group" "activity" {
  name = "activity"
}
