resource "aws_vpn_gateway" "main" {
  amazon_side_asn = 64620
  tags            = { Name = "main", Step = var.step }
}

resource "aws_vpn_gateway_attachment" "main" {
  vpc_id         = aws_vpc.main.id
  vpn_gateway_id = aws_vpn_gateway.main.id
}

resource "aws_vpn_gateway_route_propagation" "hosts" {
  vpn_gateway_id = aws_vpn_gateway_attachment.main.vpn_gateway_id
  route_table_id = aws_route_table.hosts.id
}

resource "aws_customer_gateway" "leeds" {
  bgp_asn     = 65010
  ip_address  = "198.51.100.10"
  type        = "ipsec.1"
  device_name = "rt-1"
  tags        = { Name = "leeds" }
}

resource "aws_customer_gateway" "four_byte" {
  bgp_asn_extended = 4200000001
  ip_address       = "198.51.100.11"
  type             = "ipsec.1"
}

resource "aws_vpn_connection" "static" {
  vpn_gateway_id      = aws_vpn_gateway.main.id
  customer_gateway_id = aws_customer_gateway.leeds.id
  type                = "ipsec.1"
  static_routes_only  = true
  tags                = { Name = "static", Step = var.step }
}

resource "aws_vpn_connection_route" "site" {
  vpn_connection_id      = aws_vpn_connection.static.id
  destination_cidr_block = var.step == 1 ? "10.60.0.0/16" : "10.63.0.0/16"
}

resource "aws_customer_gateway" "spare" {
  bgp_asn    = 65012
  ip_address = "198.51.100.12"
  type       = "ipsec.1"
}

resource "aws_vpn_connection" "dynamic" {
  vpn_gateway_id      = aws_vpn_gateway.main.id
  customer_gateway_id = var.step == 1 ? aws_customer_gateway.four_byte.id : aws_customer_gateway.spare.id
  type                = "ipsec.1"
}

resource "aws_cloudwatch_log_group" "activity" {
  name              = "vpn-activity"
  retention_in_days = 7
}

resource "aws_vpn_connection" "every_option" {
  transit_gateway_id       = aws_ec2_transit_gateway.main.id
  customer_gateway_id      = aws_customer_gateway.spare.id
  type                     = "ipsec.1"
  enable_acceleration      = true
  local_ipv4_network_cidr  = "10.70.0.0/16"
  remote_ipv4_network_cidr = "10.50.0.0/16"
  tags                     = { Name = "every option" }

  tunnel1_inside_cidr                     = "169.254.8.0/30"
  tunnel1_preshared_key                   = var.step == 1 ? "first.example" : "another.example"
  tunnel1_dpd_timeout_action              = "restart"
  tunnel1_dpd_timeout_seconds             = 45
  tunnel1_enable_tunnel_lifecycle_control = true
  tunnel1_ike_versions                    = var.step == 1 ? ["ikev1", "ikev2"] : ["ikev2"]
  tunnel1_phase1_dh_group_numbers         = [14, 20]
  tunnel1_phase1_encryption_algorithms    = ["AES256", "AES256-GCM-16"]
  tunnel1_phase1_integrity_algorithms     = ["SHA2-256", "SHA2-512"]
  tunnel1_phase1_lifetime_seconds         = 14400
  tunnel1_phase2_dh_group_numbers         = [5, 14, 20]
  tunnel1_phase2_encryption_algorithms    = ["AES256"]
  tunnel1_phase2_integrity_algorithms     = ["SHA2-256"]
  tunnel1_phase2_lifetime_seconds         = 1800
  tunnel1_rekey_fuzz_percentage           = 50
  tunnel1_rekey_margin_time_seconds       = 540
  tunnel1_replay_window_size              = 512
  tunnel1_startup_action                  = var.step == 1 ? "add" : "start"

  tunnel1_log_options {
    cloudwatch_log_options {
      log_enabled       = true
      log_group_arn     = aws_cloudwatch_log_group.activity.arn
      log_output_format = var.step == 1 ? "json" : "text"
    }
  }

  tunnel2_inside_cidr                     = "169.254.9.0/30"
  tunnel2_preshared_key                   = "second.example"
  tunnel2_dpd_timeout_action              = "none"
  tunnel2_dpd_timeout_seconds             = 60
  tunnel2_enable_tunnel_lifecycle_control = false
  tunnel2_ike_versions                    = ["ikev2"]
  tunnel2_phase1_dh_group_numbers         = [24]
  tunnel2_phase1_encryption_algorithms    = ["AES128-GCM-16"]
  tunnel2_phase1_integrity_algorithms     = ["SHA2-384"]
  tunnel2_phase1_lifetime_seconds         = 1800
  tunnel2_phase2_dh_group_numbers         = [2]
  tunnel2_phase2_encryption_algorithms    = ["AES128"]
  tunnel2_phase2_integrity_algorithms     = ["SHA1"]
  tunnel2_phase2_lifetime_seconds         = 900
  tunnel2_rekey_fuzz_percentage           = 0
  tunnel2_rekey_margin_time_seconds       = 60
  tunnel2_replay_window_size              = 64
  tunnel2_startup_action                  = "start"
}

data "aws_ec2_transit_gateway_vpn_attachment" "every_option" {
  transit_gateway_id = aws_ec2_transit_gateway.main.id
  vpn_connection_id  = aws_vpn_connection.every_option.id
}
