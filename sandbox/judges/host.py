"""What a test host needs: images, instances, disks, interfaces, addresses, NAT gateways and key pairs."""

from judge import advance, claim, ec2, equal, every, filters, has, need, raw, refused, tags

vpc_id = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
subnet_id = ec2.create_subnet(VpcId=vpc_id, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
internet_id = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
absent = "0123456789abcdef0"

with claim("Amazon Linux 2023 is found as people look for it"):
    named = filters(name="al2023-ami-*", architecture="x86_64", state="available")
    images = ec2.describe_images(Owners=["amazon"], Filters=named)["Images"]
    image_id = images[0]["ImageId"]
    has(images[0], State="available", Architecture="x86_64", RootDeviceType="ebs", VirtualizationType="hvm")
    refused(ec2.describe_images, "InvalidAMIID.NotFound", f"The image id '[ami-{absent}]' does not exist", ImageIds=[f"ami-{absent}"])
    refused(ec2.describe_images, "InvalidAMIID.Malformed", ImageIds=["leeds"])

with claim("instance types and where they are offered"):
    (kind,) = ec2.describe_instance_types(InstanceTypes=["t3.micro"])["InstanceTypes"]
    equal((kind["VCpuInfo"]["DefaultVCpus"], kind["MemoryInfo"]["SizeInMiB"]), (2, 1024))
    offered = ec2.describe_instance_type_offerings(LocationType="availability-zone", Filters=filters(instance_type="t3.micro"))
    assert "ap-northeast-2a" in [one["Location"] for one in offered["InstanceTypeOfferings"]]
    refused(ec2.describe_instance_types, "InvalidInstanceType", InstanceTypes=["t3.gigantic"])

with claim("a key pair is made once, and its private half told once"):
    made = ec2.create_key_pair(KeyName="leeds", KeyType="ed25519", TagSpecifications=tags("key-pair", Name="leeds"))
    assert made["KeyMaterial"].startswith("-----BEGIN "), made["KeyMaterial"][:20]
    refused(ec2.create_key_pair, "InvalidKeyPair.Duplicate", KeyName="leeds")
    (seen,) = ec2.describe_key_pairs(KeyNames=["leeds"])["KeyPairs"]
    has(seen, KeyPairId=made["KeyPairId"], KeyFingerprint=made["KeyFingerprint"], KeyType="ed25519")
    told = "The key pair 'york' does not exist"
    refused(ec2.describe_key_pairs, "InvalidKeyPair.NotFound", told, KeyNames=["york"])

with claim("a public key is imported, and what is none is refused"):
    public = ec2.describe_key_pairs(KeyNames=["leeds"], IncludePublicKey=True)["KeyPairs"][0]["PublicKey"]
    imported = ec2.import_key_pair(KeyName="york", PublicKeyMaterial=public.encode())
    equal(imported["KeyName"], "york")
    refused(ec2.import_key_pair, "InvalidKey.Format", KeyName="hull", PublicKeyMaterial=b"no key")
    ec2.delete_key_pair(KeyName="york")
    ec2.delete_key_pair(KeyName="york")

with claim("an instance runs, and is read with all that is on it"):
    request = {
        "ImageId": image_id, "InstanceType": "t3.micro", "MinCount": 1, "MaxCount": 1, "SubnetId": subnet_id, "KeyName": "leeds",
        "PrivateIpAddress": "10.0.1.10", "ClientToken": "once", "TagSpecifications": tags("instance", Name="host"),
    }
    made = ec2.run_instances(**request)
    instance_id = made["Instances"][0]["InstanceId"]
    has(made["Instances"][0], State={"Code": 0, "Name": "pending"}, PrivateIpAddress="10.0.1.10", SubnetId=subnet_id, VpcId=vpc_id)
    equal(ec2.run_instances(**request)["Instances"][0]["InstanceId"], instance_id)
    refused(ec2.run_instances, "IdempotentParameterMismatch", **{**request, "InstanceType": "t3.small"})
    ec2.get_waiter("instance_running").wait(InstanceIds=[instance_id])
    (reservation,) = every("describe_instances", "Reservations", Filters=filters(**{"tag:Name": "host"}, instance_state_name="running"))
    (seen,) = reservation["Instances"]
    has(seen, InstanceId=instance_id, KeyName="leeds", SourceDestCheck=True)
    ec2.get_waiter("instance_status_ok").wait(InstanceIds=[instance_id])
    equal(ec2.describe_instance_status(InstanceIds=[instance_id])["InstanceStatuses"][0]["InstanceState"]["Name"], "running")
    volumes = every("describe_volumes", "Volumes", Filters=filters(attachment__instance_id=instance_id))
    equal([one["VolumeId"] for one in volumes], [one["Ebs"]["VolumeId"] for one in seen["BlockDeviceMappings"]])

with claim("an instance is refused with what is wrong about it"):
    for change, code in (
        ({"ImageId": f"ami-{absent}"}, "InvalidAMIID.NotFound"),
        ({"KeyName": "hull"}, "InvalidKeyPair.NotFound"),
        ({"SubnetId": f"subnet-{absent}"}, "InvalidSubnetID.NotFound"),
        ({"PrivateIpAddress": "10.0.1.10"}, "InvalidIPAddress.InUse"),
        ({"PrivateIpAddress": "10.0.9.9"}, "InvalidParameterValue"),
        ({"InstanceType": "t3.gigantic"}, "InvalidParameterValue"),
        ({"MinCount": 2}, "InvalidParameterValue"),
        ({"SecurityGroupIds": [f"sg-{absent}"]}, "InvalidGroup.NotFound"),
    ):
        members = {name: value for name, value in request.items() if name not in ("PrivateIpAddress", "ClientToken")}
        refused(raw.run_instances, code, **{**members, **change})
    told = f"The instance ID 'i-{absent}' does not exist"
    refused(ec2.terminate_instances, "InvalidInstanceID.NotFound", told, InstanceIds=[f"i-{absent}"])

with claim("an instance's attributes are read and set"):
    ec2.modify_instance_attribute(InstanceId=instance_id, SourceDestCheck={"Value": False})
    equal(ec2.describe_instance_attribute(InstanceId=instance_id, Attribute="sourceDestCheck")["SourceDestCheck"], {"Value": False})
    told = ec2.modify_instance_metadata_options(InstanceId=instance_id, HttpTokens="required")["InstanceMetadataOptions"]
    equal(told["HttpTokens"], "required")
    equal(ec2.monitor_instances(InstanceIds=[instance_id])["InstanceMonitorings"][0]["Monitoring"]["State"], "pending")
    equal(ec2.unmonitor_instances(InstanceIds=[instance_id])["InstanceMonitorings"][0]["Monitoring"]["State"], "disabling")
    equal(ec2.describe_instance_credit_specifications(InstanceIds=[instance_id])["InstanceCreditSpecifications"][0]["CpuCredits"], "unlimited")
    equal(ec2.get_console_output(InstanceId=instance_id)["InstanceId"], instance_id)
    ec2.reboot_instances(InstanceIds=[instance_id])

with claim("an instance stops and starts"):
    (change,) = ec2.stop_instances(InstanceIds=[instance_id])["StoppingInstances"]
    equal((change["PreviousState"]["Name"], change["CurrentState"]), ("running", {"Code": 64, "Name": "stopping"}))
    ec2.get_waiter("instance_stopped").wait(InstanceIds=[instance_id])
    ec2.modify_instance_attribute(InstanceId=instance_id, InstanceType={"Value": "t3.small"})
    ec2.start_instances(InstanceIds=[instance_id])
    ec2.get_waiter("instance_running").wait(InstanceIds=[instance_id])

with claim("an interface takes the lowest free address, and more"):
    made = ec2.create_network_interface(SubnetId=subnet_id, Description="second", TagSpecifications=tags("network-interface", Name="second"))["NetworkInterface"]
    interface_id = made["NetworkInterfaceId"]
    has(made, PrivateIpAddress="10.0.1.4", Description="second", SourceDestCheck=True, SubnetId=subnet_id)
    more = ec2.assign_private_ip_addresses(NetworkInterfaceId=interface_id, SecondaryPrivateIpAddressCount=1)
    (extra,) = [one["PrivateIpAddress"] for one in more["AssignedPrivateIpAddresses"]]
    ec2.unassign_private_ip_addresses(NetworkInterfaceId=interface_id, PrivateIpAddresses=[extra])
    advance(5)
    ec2.get_waiter("network_interface_available").wait(NetworkInterfaceIds=[interface_id])
    equal(len(every("describe_network_interfaces", "NetworkInterfaces", Filters=filters(subnet_id=subnet_id))), 2)

with claim("an interface is attached, described, detached and deleted"):
    ec2.modify_network_interface_attribute(NetworkInterfaceId=interface_id, SourceDestCheck={"Value": False})
    ec2.reset_network_interface_attribute(NetworkInterfaceId=interface_id, SourceDestCheck="true")
    told = ec2.describe_network_interface_attribute(NetworkInterfaceId=interface_id, Attribute="sourceDestCheck")
    equal(told["SourceDestCheck"], {"Value": True})
    attach = ec2.attach_network_interface(NetworkInterfaceId=interface_id, InstanceId=instance_id, DeviceIndex=1)["AttachmentId"]
    refused(ec2.delete_network_interface, "InvalidParameterValue", NetworkInterfaceId=interface_id)
    ec2.detach_network_interface(AttachmentId=attach)
    ec2.delete_network_interface(NetworkInterfaceId=interface_id)
    told = f"The networkInterface ID '{interface_id}' does not exist"
    refused(ec2.describe_network_interfaces, "InvalidNetworkInterfaceID.NotFound", told, NetworkInterfaceIds=[interface_id])

with claim("IPv6 addresses are assigned where the subnet has a block"):
    six = ec2.create_vpc(CidrBlock="10.6.0.0/16", AmazonProvidedIpv6CidrBlock=True)["Vpc"]["VpcId"]
    advance(5)
    block = ec2.describe_vpcs(VpcIds=[six])["Vpcs"][0]["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"]
    inside = ec2.create_subnet(VpcId=six, CidrBlock="10.6.1.0/24", Ipv6CidrBlock=block.replace("/56", "/64"))["Subnet"]["SubnetId"]
    made = ec2.create_network_interface(SubnetId=inside)["NetworkInterface"]["NetworkInterfaceId"]
    (address,) = ec2.assign_ipv6_addresses(NetworkInterfaceId=made, Ipv6AddressCount=1)["AssignedIpv6Addresses"]
    gone = ec2.unassign_ipv6_addresses(NetworkInterfaceId=made, Ipv6Addresses=[address])
    equal(gone["UnassignedIpv6Addresses"], [address])

with claim("an address is associated when there is a way out, and released when it is free"):
    made = ec2.allocate_address(Domain="vpc", TagSpecifications=tags("elastic-ip", Name="out"))
    allocation_id = made["AllocationId"]
    refused(ec2.associate_address, "Gateway.NotAttached", AllocationId=allocation_id, InstanceId=instance_id)
    ec2.attach_internet_gateway(InternetGatewayId=internet_id, VpcId=vpc_id)
    association = ec2.associate_address(AllocationId=allocation_id, InstanceId=instance_id)["AssociationId"]
    (seen,) = ec2.describe_addresses(Filters=filters(instance_id=instance_id))["Addresses"]
    has(seen, PublicIp=made["PublicIp"], AssociationId=association, PrivateIpAddress="10.0.1.10", Domain="vpc")
    equal(ec2.describe_instances(InstanceIds=[instance_id])["Reservations"][0]["Instances"][0]["PublicIpAddress"], made["PublicIp"])
    refused(ec2.release_address, "InvalidIPAddress.InUse", AllocationId=allocation_id)
    told = "You must specify an allocation id when releasing a VPC elastic IP address"
    refused(ec2.release_address, "InvalidParameterValue", told, PublicIp=made["PublicIp"])
    told = "You must specify an association id when unmapping an address from a VPC instance"
    refused(ec2.disassociate_address, "InvalidParameterValue", told, PublicIp=made["PublicIp"])
    told = f"Network {vpc_id} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway."
    refused(ec2.detach_internet_gateway, "DependencyViolation", told, InternetGatewayId=internet_id, VpcId=vpc_id)
    ec2.disassociate_address(AssociationId=association)
    refused(ec2.disassociate_address, "InvalidAssociationID.NotFound", AssociationId=association)

with claim("an address has a name of its own"):
    need("ModifyAddressAttribute")
    ec2.modify_address_attribute(AllocationId=allocation_id, DomainName="leeds.example")
    (seen,) = every("describe_addresses_attribute", "Addresses", AllocationIds=[allocation_id], Attribute="domain-name")
    equal(seen["AllocationId"], allocation_id)
    ec2.reset_address_attribute(AllocationId=allocation_id, Attribute="domain-name")

with claim("a NAT gateway is waited for, keeps its address, and goes"):
    made = ec2.create_nat_gateway(SubnetId=subnet_id, AllocationId=allocation_id, ClientToken="nat")["NatGateway"]
    nat_id = made["NatGatewayId"]
    has(made, State="pending", SubnetId=subnet_id, VpcId=vpc_id, ConnectivityType="public")
    ec2.get_waiter("nat_gateway_available").wait(NatGatewayIds=[nat_id])
    (seen,) = every("describe_nat_gateways", "NatGateways", Filter=filters(vpc_id=vpc_id, state="available"))
    equal(seen["NatGatewayAddresses"][0]["AllocationId"], allocation_id)
    refused(ec2.describe_nat_gateways, "NatGatewayNotFound", f"NAT gateway nat-{absent} was not found", NatGatewayIds=[f"nat-{absent}"])
    table = ec2.create_route_table(VpcId=vpc_id)["RouteTable"]["RouteTableId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=nat_id)
    (seen,) = ec2.describe_route_tables(Filters=filters(route__nat_gateway_id=nat_id))["RouteTables"]
    has(seen["Routes"][-1], NatGatewayId=nat_id, State="active")

with claim("a NAT gateway has more addresses"):
    need("AssociateNatGatewayAddress")
    second = ec2.allocate_address(Domain="vpc")["AllocationId"]
    ec2.associate_nat_gateway_address(NatGatewayId=nat_id, AllocationIds=[second])
    advance(10)
    (seen,) = ec2.describe_nat_gateways(NatGatewayIds=[nat_id])["NatGateways"]
    (other,) = [one for one in seen["NatGatewayAddresses"] if one["AllocationId"] == second]
    equal((other["IsPrimary"], other["Status"]), (False, "succeeded"))
    ec2.disassociate_nat_gateway_address(NatGatewayId=nat_id, AssociationIds=[other["AssociationId"]])
    private = ec2.create_nat_gateway(SubnetId=subnet_id, ConnectivityType="private")["NatGateway"]["NatGatewayId"]
    advance(20)
    made = ec2.assign_private_nat_gateway_address(NatGatewayId=private, PrivateIpAddressCount=1)["NatGatewayAddresses"]
    advance(10)
    ec2.unassign_private_nat_gateway_address(NatGatewayId=private, PrivateIpAddresses=[made[0]["PrivateIp"]])
    advance(10)

with claim("a deleted NAT gateway leaves a blackhole, and its address free"):
    ec2.delete_nat_gateway(NatGatewayId=nat_id)
    ec2.get_waiter("nat_gateway_deleted").wait(NatGatewayIds=[nat_id])
    (seen,) = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"]
    equal(seen["Routes"][-1]["State"], "blackhole")
    ec2.release_address(AllocationId=allocation_id)
    refused(ec2.describe_addresses, "InvalidAllocationID.NotFound",
            f"The allocation ID '{allocation_id}' does not exist", AllocationIds=[allocation_id])

with claim("a protected instance is terminated only once it is not protected"):
    ec2.modify_instance_attribute(InstanceId=instance_id, DisableApiTermination={"Value": True})
    told = (
        f"The instance '{instance_id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again."
    )
    refused(ec2.terminate_instances, "OperationNotPermitted", told, InstanceIds=[instance_id])
    ec2.modify_instance_attribute(InstanceId=instance_id, DisableApiTermination={"Value": False})
    refused(ec2.delete_subnet, "DependencyViolation", f"The subnet '{subnet_id}' has dependencies and cannot be deleted.", SubnetId=subnet_id)
    (change,) = ec2.terminate_instances(InstanceIds=[instance_id])["TerminatingInstances"]
    equal(change["CurrentState"], {"Code": 32, "Name": "shutting-down"})
    ec2.get_waiter("instance_terminated").wait(InstanceIds=[instance_id])
    refused(ec2.start_instances, "IncorrectInstanceState", InstanceIds=[instance_id])
