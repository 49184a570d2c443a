import type { Host, World } from "./world";

/** What FRR's installation does to the system's users; nothing was installed. */
export async function addFrrUser(world: World, host: Host): Promise<void> {
  await world.must(
    host,
    `grep -q ^frr: /etc/passwd || echo 'frr:x:970:970::/nonexistent:/usr/sbin/nologin' >> /etc/passwd
for group in frr:970 frrvty:971; do grep -q ^\${group%:*}: /etc/group || echo \${group%:*}:x:\${group#*:}:frr >> /etc/group; done
mkdir -p /run/frr /etc/frr && chown frr:frr /run/frr`,
  );
}
