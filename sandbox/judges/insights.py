"""Reachability: paths that are asked about, and analyses that really compute."""

from judge import advance, claim, ec2, equal, every, filters, has, refused, tags

vpc_id = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
subnet_id = ec2.create_subnet(VpcId=vpc_id, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
internet_id = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
ec2.attach_internet_gateway(InternetGatewayId=internet_id, VpcId=vpc_id)
group_id = ec2.create_security_group(GroupName="web", Description="web", VpcId=vpc_id)["GroupId"]


def interface():
    made = ec2.create_network_interface(SubnetId=subnet_id, Groups=[group_id])
    return made["NetworkInterface"]["NetworkInterfaceId"]


first, second = interface(), interface()


def analyse(path_id):
    started = ec2.start_network_insights_analysis(NetworkInsightsPathId=path_id, ClientToken=f"{path_id}-{next(tokens)}")
    made = started["NetworkInsightsAnalysis"]
    equal(made["Status"], "running")
    advance(60)
    ids = [made["NetworkInsightsAnalysisId"]]
    return ec2.describe_network_insights_analyses(NetworkInsightsAnalysisIds=ids)["NetworkInsightsAnalyses"][0]


tokens = iter(range(100))

with claim("a path is made once under its token"):
    request = {"Source": first, "Destination": second, "Protocol": "tcp", "DestinationPort": 443, "ClientToken": "once",
               "TagSpecifications": tags("network-insights-path", Name="web")}
    made = ec2.create_network_insights_path(**request)["NetworkInsightsPath"]
    path_id = made["NetworkInsightsPathId"]
    has(made, Source=first, Destination=second, Protocol="tcp", DestinationPort=443)
    equal(ec2.create_network_insights_path(**request)["NetworkInsightsPath"]["NetworkInsightsPathId"], path_id)
    (seen,) = every("describe_network_insights_paths", "NetworkInsightsPaths", Filters=filters(source=first, protocol="tcp"))
    equal(seen["NetworkInsightsPathId"], path_id)

with claim("a group without a rule is the explanation"):
    seen = analyse(path_id)
    has(seen, Status="succeeded", NetworkPathFound=False)
    assert "ENI_SG_RULES_MISMATCH" in [one["ExplanationCode"] for one in seen["Explanations"]], seen["Explanations"]

with claim("with the rule the path is found, from end to end"):
    ec2.authorize_security_group_ingress(GroupId=group_id, IpProtocol="tcp", FromPort=443, ToPort=443, CidrIp="10.0.0.0/16")
    seen = analyse(path_id)
    has(seen, Status="succeeded", NetworkPathFound=True)
    steps = [one.get("Component", {}).get("Id") for one in seen["ForwardPathComponents"]]
    equal((steps[0], steps[-1]), (first, second))

with claim("what is unknown is told, and a path with analyses stays"):
    refused(ec2.start_network_insights_analysis, "InvalidNetworkInsightsPathId.NotFound",
            NetworkInsightsPathId="nip-0123456789abcdef0", ClientToken="x")
    refused(ec2.delete_network_insights_path, "AnalysisExistsForNetworkInsightsPath", NetworkInsightsPathId=path_id)

with claim("analyses and paths are deleted"):
    found = every("describe_network_insights_analyses", "NetworkInsightsAnalyses", NetworkInsightsPathId=path_id)
    equal(len(found), 2)
    for one in found:
        ec2.delete_network_insights_analysis(NetworkInsightsAnalysisId=one["NetworkInsightsAnalysisId"])
    ec2.delete_network_insights_path(NetworkInsightsPathId=path_id)
    refused(ec2.describe_network_insights_paths, "InvalidNetworkInsightsPathId.NotFound", NetworkInsightsPathIds=[path_id])
