// Company proxy: leads every host that a program asks for to one server on this machine.
import { createServer } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";

export interface Proxy {
  url: string;
  close: () => void;
}

/** @param port of the server on 127.0.0.1 that answers for every host */
export async function startProxy(port: number): Promise<Proxy> {
  const open = new Set<Socket>();
  const server = createServer();
  server.on("connect", (_, client: Socket, head: Buffer) => {
    const behind = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      behind.write(head);
      client.pipe(behind).pipe(client);
    });
    for (const [one, other] of [[client, behind], [behind, client]] as const) {
      open.add(one);
      one.on("error", () => other.destroy()).on("close", () => open.delete(one));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
