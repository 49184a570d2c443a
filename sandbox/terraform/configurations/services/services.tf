data "aws_caller_identity" "me" {}

data "aws_region" "here" {}

data "aws_partition" "here" {}

resource "aws_cloudwatch_log_group" "activity" {
  name              = "/vpn/activity"
  retention_in_days = var.step == 1 ? 7 : 30
}

resource "aws_cloudwatch_log_stream" "tunnel" {
  name           = "tunnel"
  log_group_name = aws_cloudwatch_log_group.activity.name
}

resource "aws_secretsmanager_secret" "key" {
  name                    = "vpn/leeds"
  description             = "step ${var.step}"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "key" {
  secret_id     = aws_secretsmanager_secret.key.id
  secret_string = "step-${var.step}.example"
}

data "aws_cloudwatch_log_groups" "vpn" {
  log_group_name_prefix = aws_cloudwatch_log_group.activity.name
}
