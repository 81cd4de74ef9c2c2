import { networkInterfaces } from 'node:os';

/** The network interfaces of this machine; none where it does not tell: Node throws in some sandboxes. */
export function machineInterfaces(read: typeof networkInterfaces = networkInterfaces): ReturnType<typeof read> {
  try {
    return read();
  } catch {
    return {};
  }
}
