import type {
  InstanceStateChange,
  MonitorInstancesRequest,
  MonitorInstancesResult,
  RebootInstancesRequest,
  StartInstancesRequest,
  StartInstancesResult,
  StopInstancesRequest,
  StopInstancesResult,
  TerminateInstancesRequest,
  TerminateInstancesResult,
  UnmonitorInstancesRequest,
  UnmonitorInstancesResult,
} from "@aws-sdk/client-ec2";
import type { Operation, Wire } from "../../operation";
import { ApiError, need } from "../../protocol/errors";
import { timings } from "../../timings";
import type { World } from "../../world";
import { newPublicAddress } from "./address";
import type { Instance } from "./instance";
import { instanceStateView } from "./instance-view";
import { interfacesOf, removeNetworkInterface } from "./network-interface";
import { releaseVolumesOf } from "./volume";

export const StartInstances: Operation<StartInstancesRequest, StartInstancesResult> = (input, world) => {
  const rows = requireAll(input.InstanceIds, world);
  for (const row of rows) requireState(row, "started", ["pending", "running", "stopped"]);
  return {
    StartingInstances: rows.map((row) =>
      changeState(row, () => {
        if (row.state !== "stopped") return;
        row.state = "pending";
        row.launchedMs = world.nowMs;
        row.endedMs = undefined;
        restorePublicAddress(row, world);
        world.later(timings.instancePending, "instance-running", row.id);
      }),
    ),
  };
};

export const StopInstances: Operation<StopInstancesRequest, StopInstancesResult> = (input, world) => {
  const rows = requireAll(input.InstanceIds, world);
  for (const row of rows) {
    if (row.disableApiStop) throw protectedFrom(row, "stopped", "disableApiStop");
    requireState(row, "stopped", ["running", "stopping", "stopped"]);
  }
  return {
    StoppingInstances: rows.map((row) =>
      changeState(row, () => {
        if (row.state !== "running") return;
        row.state = "stopping";
        row.endedMs = world.nowMs;
        world.later(timings.instanceStopping, "instance-stopped", row.id);
      }),
    ),
  };
};

export const RebootInstances: Operation<RebootInstancesRequest> = (input, world) => {
  for (const row of requireAll(input.InstanceIds, world)) requireState(row, "rebooted", ["running"]);
  return undefined;
};

export const TerminateInstances: Operation<TerminateInstancesRequest, TerminateInstancesResult> = (input, world) => {
  const rows = requireAll(input.InstanceIds, world);
  for (const row of rows)
    if (row.disableApiTermination) throw protectedFrom(row, "terminated", "disableApiTermination");
  return {
    TerminatingInstances: rows.map((row) =>
      changeState(row, () => {
        if (row.state === "shutting-down" || row.state === "terminated") return;
        row.state = "shutting-down";
        row.endedMs = world.nowMs;
        world.later(timings.instanceShuttingDown, "instance-terminated", row.id);
      }),
    ),
  };
};

export const MonitorInstances: Operation<MonitorInstancesRequest, MonitorInstancesResult> = (input, world) => ({
  InstanceMonitorings: monitor(requireAll(input.InstanceIds, world), true),
});

export const UnmonitorInstances: Operation<UnmonitorInstancesRequest, UnmonitorInstancesResult> = (input, world) => ({
  InstanceMonitorings: monitor(requireAll(input.InstanceIds, world), false),
});

export function instanceRuns(world: World, id: string): void {
  const instance = world.instances.get(id);
  if (instance?.state === "pending") instance.state = "running";
}

/** A stopped instance keeps its private addresses and loses the public one that it got at launch. */
export function instanceIsStopped(world: World, id: string): void {
  const instance = world.instances.get(id);
  if (instance?.state !== "stopping") return;
  instance.state = "stopped";
  for (const row of interfacesOf(id, world)) row.launchPublicAddress = undefined;
}

export function instanceIsTerminated(world: World, id: string): void {
  const instance = world.instances.get(id);
  if (!instance) return;
  instance.state = "terminated";
  for (const row of interfacesOf(id, world)) {
    if (row.attachment?.deleteOnTermination) removeNetworkInterface(world, row.id);
    else row.attachment = undefined;
  }
  releaseVolumesOf(id, world);
  world.later(timings.terminatedKept, "instance-gone", id);
}

function requireAll(ids: string[] | undefined, world: World): Instance[] {
  return [...new Set(need(ids, "InstanceId"))].map((id) => world.instances.require(id));
}

function requireState(row: Instance, done: string, allowed: Instance["state"][]): void {
  if (allowed.includes(row.state)) return;
  throw new ApiError(
    "IncorrectInstanceState",
    `The instance '${row.id}' is not in a state from which it can be ${done}.`,
  );
}

function protectedFrom(row: Instance, done: string, attribute: string): ApiError {
  return new ApiError(
    "OperationNotPermitted",
    `The instance '${row.id}' may not be ${done}. Modify its '${attribute}' instance attribute and try again.`,
  );
}

function changeState(row: Instance, change: () => void): Wire<InstanceStateChange> {
  const PreviousState = instanceStateView(row);
  change();
  return { InstanceId: row.id, PreviousState, CurrentState: instanceStateView(row) };
}

/** A new public address, when the subnet gives one at launch and no Elastic IP address is there. */
function restorePublicAddress(row: Instance, world: World): void {
  const [primary] = interfacesOf(row.id, world);
  const hasElastic = world.addresses.find(({ association }) => association?.networkInterfaceId === primary?.id);
  if (primary && !hasElastic && world.subnets.get(row.subnetId)?.mapPublicIpOnLaunch)
    primary.launchPublicAddress = newPublicAddress(world);
}

/** The answer says that it begins or ends (CLI); here it has by the next call (ours). */
function monitor(rows: Instance[], isMonitored: boolean) {
  return rows.map((row) => {
    row.isMonitored = isMonitored;
    return { InstanceId: row.id, Monitoring: { State: isMonitored ? "pending" : "disabling" } };
  });
}
