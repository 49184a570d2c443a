"""The services around EC2, in the dialect the installed botocore speaks to each: STS, CloudWatch, CloudWatch Logs, Secrets Manager, KMS."""

import datetime
import json
import urllib.error
import urllib.request

from judge import advance, claim, client, control, ec2, equal, has, need, refused, unchecked

sts, cloudwatch, logs, secrets, kms = (client(name) for name in ("sts", "cloudwatch", "logs", "secretsmanager", "kms"))
start = datetime.datetime.fromisoformat(control("GET", "/clock")["now"].replace("Z", "+00:00"))
account = "111122223333"

with claim("STS says who one is, and lends roles and sessions"):
    has(sts.get_caller_identity(), Account=account, Arn=f"arn:aws:iam::{account}:user/testing")
    role = "arn:aws:iam::444455556666:role/network"
    lent = sts.assume_role(RoleArn=role, RoleSessionName="leeds")
    equal(lent["AssumedRoleUser"]["Arn"], "arn:aws:sts::444455556666:assumed-role/network/leeds")
    keys = lent["Credentials"]
    names = {"aws_access_key_id": "AccessKeyId", "aws_secret_access_key": "SecretAccessKey", "aws_session_token": "SessionToken"}
    there = client("sts", **{name: keys[member] for name, member in names.items()})
    has(there.get_caller_identity(), Account="444455556666", Arn=lent["AssumedRoleUser"]["Arn"])
    assert sts.get_session_token()["Credentials"]["SessionToken"]
    refused(there.get_session_token, "AccessDenied", status=403)
    equal(sts.get_access_key_info(AccessKeyId=keys["AccessKeyId"])["Account"], "444455556666")
    lend = client("sts", config=unchecked).assume_role
    refused(lend, "ValidationError", RoleArn=role, RoleSessionName="leeds", DurationSeconds=899)

with claim("a session sees its own account"):
    abroad = client("ec2", **{name: keys[member] for name, member in names.items()})
    equal(abroad.describe_vpcs()["Vpcs"], [])

with claim("wrong keys are refused in each service's own words"):
    wrong = {"aws_access_key_id": "testing", "aws_secret_access_key": "guess"}
    nobody = {"aws_access_key_id": "AKIDNOBODY", "aws_secret_access_key": "guess"}
    refused(client("ec2", **wrong).describe_vpcs, "SignatureDoesNotMatch", status=403)
    refused(client("ec2", **nobody).describe_vpcs, "AuthFailure", "AWS was not able to validate the provided access credentials", status=401)
    refused(client("sts", **nobody).get_caller_identity, "InvalidClientTokenId", "The security token included in the request is invalid.", status=403)
    refused(client("logs", **nobody).describe_log_groups, "UnrecognizedClientException", status=400)

with claim("a GET with its signature in the query string is answered like a POST"):
    url = ec2.generate_presigned_url("describe_regions", Params={"RegionNames": ["ap-northeast-2"]}, HttpMethod="GET")
    with urllib.request.urlopen(url) as answer:
        assert "<regionName>ap-northeast-2</regionName>" in answer.read().decode()
    try:
        status = urllib.request.urlopen(url.replace("ap-northeast-2", "eu-west-1")).status
    except urllib.error.HTTPError as error:
        status = error.code
    equal(status, 403)

up = [one for one in control("GET", "/tunnels")["tunnels"] if one["status"] == "UP"][0]
advance(900)
span = {"StartTime": start, "EndTime": start + datetime.timedelta(minutes=15)}
state = {"Namespace": "AWS/VPN", "MetricName": "TunnelState", "Dimensions": [{"Name": "TunnelIpAddress", "Value": up["outsideIp"]}]}
query = {"Id": "m", "MetricStat": {"Metric": state, "Period": 300, "Stat": "Minimum"}}

with claim("CloudWatch tells a tunnel's state every five minutes"):
    (result,) = cloudwatch.get_metric_data(MetricDataQueries=[query], ScanBy="TimestampAscending", **span)["MetricDataResults"]
    equal(result["Values"], [1, 1, 1])
    equal([time.astimezone(datetime.timezone.utc) for time in result["Timestamps"]],
          [start + datetime.timedelta(minutes=minutes) for minutes in (0, 5, 10)])
    pages = cloudwatch.get_paginator("get_metric_data").paginate(MetricDataQueries=[query], PaginationConfig={"PageSize": 2}, **span)
    equal(sum(len(page["MetricDataResults"][0]["Values"]) for page in pages), 3)
    (point,) = cloudwatch.get_metric_statistics(Period=900, Statistics=["Average"], **state, **span)["Datapoints"]
    equal(point["Average"], 1)
    (metric,) = cloudwatch.list_metrics(**state)["Metrics"][:1]
    equal((metric["Namespace"], metric["MetricName"]), ("AWS/VPN", "TunnelState"))

with claim("CloudWatch refuses ids, periods and operations"):
    refused(cloudwatch.get_metric_data, "ValidationError", MetricDataQueries=[{**query, "Id": "M"}], **span)
    refused(cloudwatch.get_metric_statistics, "InvalidParameterValue", Period=61, Statistics=["Sum"], **state, **span)
    refused(cloudwatch.describe_alarms, "UnsupportedOperation")

group = {"logGroupName": "/vpn/leeds"}
stream = {**group, "logStreamName": "s"}
ms = int(start.timestamp() * 1000)

with claim("a log group is made once, with tags and a retention"):
    logs.create_log_group(**group, tags={"site": "leeds"})
    refused(logs.create_log_group, "ResourceAlreadyExistsException", "The specified log group already exists", **group)
    logs.put_retention_policy(**group, retentionInDays=14)
    (seen,) = logs.describe_log_groups(logGroupNamePrefix="/vpn/")["logGroups"]
    has(seen, logGroupName="/vpn/leeds", retentionInDays=14, storedBytes=0)
    logs.delete_retention_policy(**group)
    refused(logs.put_retention_policy, "InvalidParameterException", **group, retentionInDays=2)
    arn = f"arn:aws:logs:ap-northeast-2:{account}:log-group:/vpn/leeds"
    equal(seen["arn"], arn + ":*")
    equal(logs.list_tags_log_group(**group)["tags"], {"site": "leeds"})
    logs.tag_log_group(**group, tags={"env": "test"})
    logs.untag_log_group(**group, tags=["site"])
    logs.tag_resource(resourceArn=arn, tags={"owner": "ops"})
    logs.untag_resource(resourceArn=arn, tagKeys=["env"])
    equal(logs.list_tags_for_resource(resourceArn=arn)["tags"], {"owner": "ops"})

with claim("events are put, got and filtered"):
    logs.create_log_stream(**stream)
    refused(logs.create_log_stream, "ResourceAlreadyExistsException", "The specified log stream already exists", **stream)
    logs.put_log_events(**stream, logEvents=[{"timestamp": ms + n, "message": json.dumps({"n": n})} for n in range(5)])
    pages = logs.get_paginator("filter_log_events").paginate(**group, filterPattern="{ $.n > 1 }", PaginationConfig={"PageSize": 2})
    equal([event["message"] for page in pages for event in page["events"]], ['{"n": 2}', '{"n": 3}', '{"n": 4}'])
    got = logs.get_log_events(**stream, startFromHead=True, limit=2)
    equal([event["timestamp"] for event in got["events"]], [ms, ms + 1])
    more = logs.get_log_events(**stream, nextToken=got["nextForwardToken"], startFromHead=True)
    equal(len(more["events"]), 3)
    (seen,) = logs.describe_log_streams(**group)["logStreams"]
    has(seen, logStreamName="s", firstEventTimestamp=ms, lastEventTimestamp=ms + 4)
    unordered = [{"timestamp": ms + 9, "message": "b"}, {"timestamp": ms + 8, "message": "a"}]
    refused(logs.put_log_events, "InvalidParameterException", **stream, logEvents=unordered)
    refused(logs.filter_log_events, "ResourceNotFoundException", "The specified log group does not exist.", logGroupName="/absent")

with claim("a protected log group stays until it is not"):
    need("PutLogGroupDeletionProtection", of=logs)
    logs.put_log_group_deletion_protection(logGroupIdentifier="/vpn/leeds", deletionProtectionEnabled=True)
    refused(logs.delete_log_group, "ValidationException", **group)
    logs.put_log_group_deletion_protection(logGroupIdentifier="/vpn/leeds", deletionProtectionEnabled=False)

with claim("streams and groups are deleted once"):
    logs.delete_log_stream(**stream)
    logs.delete_log_group(**group)
    refused(logs.delete_log_group, "ResourceNotFoundException", "The specified log group does not exist.", **group)

with claim("a secret has versions with stages that move"):
    arn = secrets.create_secret(Name="vpn/leeds", SecretBinary=b"\x00\xff", Tags=[{"Key": "site", "Value": "leeds"}])["ARN"]
    equal(secrets.get_secret_value(SecretId=arn)["SecretBinary"], b"\x00\xff")
    refused(secrets.create_secret, "ResourceExistsException", Name="vpn/leeds", SecretString="x")
    second = secrets.put_secret_value(SecretId="vpn/leeds", SecretString="two")["VersionId"]
    equal(secrets.get_secret_value(SecretId="vpn/leeds", VersionStage="AWSPREVIOUS")["SecretBinary"], b"\x00\xff")
    third = secrets.update_secret(SecretId=arn, SecretString="three", Description="keys")["VersionId"]
    secrets.update_secret_version_stage(SecretId=arn, VersionStage="AWSCURRENT", MoveToVersionId=second, RemoveFromVersionId=third)
    equal(secrets.get_secret_value(SecretId=arn)["SecretString"], "two")
    stages = {one["VersionId"]: one["VersionStages"] for one in secrets.list_secret_version_ids(SecretId=arn)["Versions"]}
    equal((stages[second], stages[third]), (["AWSCURRENT"], ["AWSPREVIOUS"]))
    told = "Secrets Manager can't find the specified secret."
    refused(secrets.get_secret_value, "ResourceNotFoundException", told, SecretId="absent")

with claim("a secret is described, tagged, listed and guarded by a policy"):
    secrets.tag_resource(SecretId=arn, Tags=[{"Key": "owner", "Value": "ops"}])
    secrets.untag_resource(SecretId=arn, TagKeys=["site"])
    has(secrets.describe_secret(SecretId=arn), Name="vpn/leeds", Description="keys", Tags=[{"Key": "owner", "Value": "ops"}])
    policy = json.dumps({"Version": "2012-10-17", "Statement": []})
    secrets.put_resource_policy(SecretId=arn, ResourcePolicy=policy)
    equal(json.loads(secrets.get_resource_policy(SecretId=arn)["ResourcePolicy"]), json.loads(policy))
    secrets.delete_resource_policy(SecretId=arn)
    names = [one["Name"] for one in secrets.list_secrets(Filters=[{"Key": "tag-key", "Values": ["owner"]}])["SecretList"]]
    equal(names, ["vpn/leeds"])

with claim("a deleted secret can be restored until its window is over"):
    secrets.delete_secret(SecretId=arn, RecoveryWindowInDays=7)
    refused(secrets.get_secret_value, "InvalidRequestException", SecretId=arn)
    secrets.restore_secret(SecretId=arn)
    equal(secrets.get_secret_value(SecretId=arn)["SecretString"], "two")
    secrets.delete_secret(SecretId=arn, ForceDeleteWithoutRecovery=True)
    refused(secrets.describe_secret, "ResourceNotFoundException", SecretId=arn)

key = kms.create_key(Description="keys of Underpass", Tags=[{"TagKey": "site", "TagValue": "leeds"}])["KeyMetadata"]["KeyId"]
key_arn = f"arn:aws:kms:ap-northeast-2:{account}:key/{key}"
context = {"application": "underpass", "purpose": "secrets"}
other = kms.create_key()["KeyMetadata"]["KeyId"]

with claim("KMS has symmetric keys under ids, ARNs and aliases"):
    has(kms.describe_key(KeyId=key_arn)["KeyMetadata"], KeyId=key, Arn=key_arn, KeyState="Enabled", Enabled=True,
        KeySpec="SYMMETRIC_DEFAULT", KeyUsage="ENCRYPT_DECRYPT", Description="keys of Underpass", AWSAccountId=account)
    kms.create_alias(AliasName="alias/underpass", TargetKeyId=key)
    kms.create_alias(AliasName="alias/spare", TargetKeyId=key)
    refused(kms.create_alias, "AlreadyExistsException",
            f"An alias with the name arn:aws:kms:ap-northeast-2:{account}:alias/spare already exists", AliasName="alias/spare", TargetKeyId=key)
    refused(kms.create_alias, "ValidationException", "Invalid identifier", AliasName="spare", TargetKeyId=key)
    kms.update_alias(AliasName="alias/spare", TargetKeyId=other)
    equal(kms.describe_key(KeyId="alias/spare")["KeyMetadata"]["KeyId"], other)
    equal([one["AliasName"] for one in kms.list_aliases(KeyId=key)["Aliases"]], ["alias/underpass"])
    kms.delete_alias(AliasName="alias/spare")
    refused(kms.describe_key, "NotFoundException", f"Alias arn:aws:kms:ap-northeast-2:{account}:alias/spare is not found.", KeyId="alias/spare")
    pages = kms.get_paginator("list_keys").paginate(PaginationConfig={"PageSize": 1})
    equal([one["KeyId"] for page in pages for one in page["Keys"]], [key, other])
    absent = "00000000-0000-0000-0000-000000000000"
    refused(kms.describe_key, "NotFoundException", f"Key 'arn:aws:kms:ap-northeast-2:{account}:key/{absent}' does not exist", KeyId=absent)
    refused(kms.create_key, "UnsupportedOperation", KeySpec="RSA_2048")

with claim("KMS decrypts what it encrypted, under the same key and context and no other"):
    sealed = kms.encrypt(KeyId="alias/underpass", Plaintext=b"plain", EncryptionContext=context)
    equal(sealed["KeyId"], key_arn)
    assert b"plain" not in sealed["CiphertextBlob"]
    blob = sealed["CiphertextBlob"]
    has(kms.decrypt(CiphertextBlob=blob, EncryptionContext=dict(reversed(context.items()))), Plaintext=b"plain", KeyId=key_arn)
    refused(kms.decrypt, "InvalidCiphertextException", CiphertextBlob=blob)
    refused(kms.decrypt, "InvalidCiphertextException", CiphertextBlob=blob[:-1] + bytes([blob[-1] ^ 1]), EncryptionContext=context)
    refused(kms.decrypt, "InvalidCiphertextException", CiphertextBlob=b"nothing of KMS")
    refused(kms.decrypt, "IncorrectKeyException", CiphertextBlob=blob, EncryptionContext=context, KeyId=other)
    refused(client("kms", region="eu-west-1").decrypt, "AccessDeniedException", CiphertextBlob=blob, EncryptionContext=context)
    refused(kms.encrypt, "ValidationException", KeyId=key, Plaintext=b"x" * 4097)
    again = kms.re_encrypt(CiphertextBlob=blob, SourceEncryptionContext=context, DestinationKeyId=other)
    equal(again["SourceKeyId"], key_arn)
    equal(kms.decrypt(CiphertextBlob=again["CiphertextBlob"], KeyId=other)["Plaintext"], b"plain")

with claim("KMS makes data keys"):
    made = kms.generate_data_key(KeyId=key, KeySpec="AES_256", EncryptionContext=context)
    equal(len(made["Plaintext"]), 32)
    equal(kms.decrypt(CiphertextBlob=made["CiphertextBlob"], EncryptionContext=context)["Plaintext"], made["Plaintext"])
    hidden = kms.generate_data_key_without_plaintext(KeyId=key, NumberOfBytes=64)
    assert "Plaintext" not in hidden
    equal(len(kms.decrypt(CiphertextBlob=hidden["CiphertextBlob"])["Plaintext"]), 64)
    refused(kms.generate_data_key, "ValidationException", "Please specify either number of bytes or key spec.", KeyId=key)

with claim("a key's new material encrypts, and the old one still decrypts"):
    equal(kms.get_key_rotation_status(KeyId=key)["KeyRotationEnabled"], False)
    kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=90)
    has(kms.get_key_rotation_status(KeyId=key), KeyRotationEnabled=True, RotationPeriodInDays=90)
    kms.rotate_key_on_demand(KeyId=key)
    equal(kms.decrypt(CiphertextBlob=blob, EncryptionContext=context)["Plaintext"], b"plain")
    kms.disable_key_rotation(KeyId=key)

with claim("a key that is disabled or waits for its end is of no use, and after its window gone"):
    kms.disable_key(KeyId=key)
    refused(kms.decrypt, "DisabledException", f"{key_arn} is disabled.", CiphertextBlob=blob, EncryptionContext=context)
    kms.enable_key(KeyId=key)
    has(kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7), KeyState="PendingDeletion", PendingWindowInDays=7)
    refused(kms.encrypt, "KMSInvalidStateException", f"{key_arn} is pending deletion.", KeyId=key, Plaintext=b"x")
    kms.cancel_key_deletion(KeyId=key)
    refused(kms.cancel_key_deletion, "KMSInvalidStateException", f"{key_arn} is not pending deletion.", KeyId=key)
    equal(kms.describe_key(KeyId=key)["KeyMetadata"]["KeyState"], "Disabled")
    kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
    advance(7 * 86_400)
    refused(kms.describe_key, "NotFoundException", f"Key '{key_arn}' does not exist", KeyId=key)

with claim("a service that is not simulated says so"):
    refused(client("iam").list_roles, "UnsupportedOperation")
