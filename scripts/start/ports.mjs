import net from "node:net";
import { StartError } from "./report.mjs";

/** Throws with the name of the setting to change when another program listens where the console or the sandbox shall. */
export async function refuseBusyPorts({ host, port, demo, sandboxPort, sandboxControlPort }) {
  const wanted = [{ setting: "PORT", host, port }];
  if (demo) {
    wanted.push({ setting: "SANDBOX_PORT", host: "127.0.0.1", port: sandboxPort });
    wanted.push({ setting: "SANDBOX_PORT", host: "127.0.0.1", port: sandboxControlPort });
  }
  for (const { setting, host: address, port: number } of wanted) {
    const code = await tryToListen(address, number);
    if (code === "EADDRINUSE")
      throw new StartError(
        `Port ${number} on ${address} is in use by another program. Stop that one, or set ${setting} to a free port.`,
      );
    if (code === "EACCES")
      throw new StartError(
        `Port ${number} needs more rights than this account has. Set ${setting} to a port above 1023.`,
      );
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
      throw new StartError(`HOST: this machine has no address ${address}.`);
    if (code) throw new StartError(`Port ${number} on ${address} cannot be used: ${code}.`);
  }
}

function tryToListen(host, port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.on("error", (error) => resolve(error.code));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}
