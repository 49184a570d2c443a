resource "aws_eip" "nat" { domain = "vpc" }

resource "aws_eip" "nat_second" { domain = "vpc" }

resource "aws_key_pair" "admin" {
  key_name   = "tf"
  public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl me@example"
}

resource "aws_instance" "host" {
  ami                    = data.aws_ami.amazon_linux.id
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.private.id
  vpc_security_group_ids = [aws_security_group.db.id]
  key_name               = aws_key_pair.admin.key_name
  source_dest_check      = false
  user_data              = "#!/bin/sh\necho hi\n"
  root_block_device { volume_size = 10 }
  metadata_options {
    http_tokens   = "required"
    http_endpoint = "enabled"
  }
  tags = { Name = "host-${var.step}" }
}

resource "aws_instance" "web" {
  ami                     = data.aws_ami.amazon_linux.id
  instance_type           = var.step == 1 ? "t3.micro" : "t3.small"
  subnet_id               = aws_subnet.public.id
  disable_api_termination = false
  depends_on              = [aws_internet_gateway.main]
}

resource "aws_eip" "web" {
  domain            = "vpc"
  network_interface = aws_instance.web.primary_network_interface_id
}

resource "aws_network_interface" "extra" {
  subnet_id       = aws_subnet.private.id
  private_ips     = ["10.51.1.50", "10.51.1.51"]
  security_groups = [aws_security_group.db.id]
}

resource "aws_network_interface" "free" {
  subnet_id         = aws_subnet.public.id
  description       = "free ${var.step}"
  source_dest_check = var.step == 1
}

resource "aws_network_interface_sg_attachment" "free" {
  security_group_id    = aws_security_group.web.id
  network_interface_id = aws_network_interface.free.id
}

resource "aws_eip" "loose" { domain = "vpc" }

resource "aws_eip_association" "free" {
  allocation_id        = aws_eip.loose.id
  network_interface_id = aws_network_interface.free.id
}

resource "aws_ec2_instance_state" "host" {
  instance_id = aws_instance.host.id
  state       = var.step == 1 ? "running" : "stopped"
}
