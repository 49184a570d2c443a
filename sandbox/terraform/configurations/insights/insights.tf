resource "aws_vpc" "main" {
  cidr_block = "10.50.0.0/16"
}

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.50.1.0/24"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_network_interface" "main" {
  count     = 2
  subnet_id = aws_subnet.main.id
}

resource "aws_ec2_network_insights_path" "main" {
  source           = aws_network_interface.main[0].id
  destination      = aws_network_interface.main[1].id
  protocol         = "tcp"
  destination_port = 443
  tags             = { Step = var.step }
}

resource "aws_ec2_network_insights_analysis" "main" {
  network_insights_path_id = aws_ec2_network_insights_path.main.id
  wait_for_completion      = true
  tags                     = { Step = var.step }
}

data "aws_ec2_network_insights_path" "main" {
  network_insights_path_id = aws_ec2_network_insights_path.main.id
}

data "aws_ec2_network_insights_analysis" "main" {
  network_insights_analysis_id = aws_ec2_network_insights_analysis.main.id
}
