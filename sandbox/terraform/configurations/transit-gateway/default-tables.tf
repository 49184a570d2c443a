resource "aws_ec2_transit_gateway" "own_defaults" {
  amazon_side_asn = 64702
}

resource "aws_ec2_transit_gateway_route_table" "default" {
  transit_gateway_id = aws_ec2_transit_gateway.own_defaults.id
}

resource "aws_ec2_transit_gateway_default_route_table_association" "default" {
  transit_gateway_id             = aws_ec2_transit_gateway.own_defaults.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.default.id
}

resource "aws_ec2_transit_gateway_default_route_table_propagation" "default" {
  transit_gateway_id             = aws_ec2_transit_gateway.own_defaults.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.default.id

  # A transit gateway takes one change at a time.
  depends_on = [aws_ec2_transit_gateway_default_route_table_association.default]
}
