import { expect, test, vi } from "vitest";
import { db } from "./client";
import { listen } from "./notify";

const send = (channel: string, payload: string) => db.$executeRaw`SELECT pg_notify(${channel}, ${payload})`;

test("listeners of a channel hear what is sent to it, those of another do not", async () => {
  const heard: string[] = [];
  const other = vi.fn();
  listen("one", (payload) => heard.push(payload));
  listen("two", other);
  // The empty payload says that the connection listens.
  await vi.waitFor(() => expect(heard).toEqual([""]));
  await vi.waitFor(() => expect(other).toHaveBeenCalled());
  other.mockClear();
  await send("one", "hello");
  await vi.waitFor(() => expect(heard).toEqual(["", "hello"]));
  expect(other).not.toHaveBeenCalled();
});

test("a channel that is joined later is heard on the same connection", async () => {
  const heard: string[] = [];
  listen("late", (payload) => heard.push(payload));
  await vi.waitFor(async () => {
    await send("late", "again");
    expect(heard).toContain("again");
  });
  const connections = await db.$queryRaw<
    unknown[]
  >`SELECT 1 FROM pg_stat_activity WHERE application_name = 'underpass listen' AND datname = current_database()`;
  expect(connections).toHaveLength(1);
});

test("one who has stopped listening hears nothing more", async () => {
  const gone = vi.fn();
  const heard: string[] = [];
  const stop = listen("leaving", gone);
  listen("leaving", (payload) => heard.push(payload));
  await vi.waitFor(async () => {
    await send("leaving", "a");
    expect(heard).toContain("a");
  });
  stop();
  gone.mockClear();
  await send("leaving", "b");
  await vi.waitFor(() => expect(heard).toContain("b"));
  expect(gone).not.toHaveBeenCalled();
});

test("after the connection was cut it listens again and says that something may have been missed", async () => {
  const heard: string[] = [];
  listen("cut", (payload) => heard.push(payload));
  await vi.waitFor(async () => {
    await send("cut", "before");
    expect(heard).toContain("before");
  });
  heard.length = 0;
  await db.$queryRaw`SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE application_name = 'underpass listen' AND datname = current_database()`;
  await vi.waitFor(() => expect(heard).toContain(""), 5000);
  await send("cut", "after");
  await vi.waitFor(() => expect(heard).toContain("after"));
});
