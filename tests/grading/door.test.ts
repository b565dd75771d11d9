// Door: every request to a student's app ends, whatever the app does with it.
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, expect, test } from "vitest";

const { send } = (await import(new URL("../../templates/assignments/grade/check/door.js", import.meta.url).href)) as {
  send: (door: object, request: object, limit: number) => Promise<{ status: number; text: string }>;
};

let server: Server | undefined;
afterEach(() => server?.closeAllConnections());
afterEach(() => server?.close());

async function asked(answer: (socket: Socket) => void, limit = 500): Promise<{ status: number; text: string }> {
  server = createServer(({ socket }) => answer(socket));
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return send({ host: "127.0.0.1", port }, { method: "GET", path: "/" }, limit);
}

test.each<[string, (socket: Socket) => void]>([
  ["asks for another protocol", (socket) => socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nhello")],
  ["closes the connection", (socket) => socket.end()],
  ["breaks off", (socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf")],
  ["says nothing", () => undefined],
  ["never comes to an end", (socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf")],
  ["is no HTTP", (socket) => socket.write("hello\r\n\r\n")],
  ["has headers without end", (socket) => socket.write(`HTTP/1.1 200 OK\r\n${"x-a: b\r\n".repeat(10_000)}`)],
  ["says that it goes on, again and again", (socket) => socket.write("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(1_000))],
  ["is larger than 5 MB", (socket) => socket.end(`HTTP/1.1 200 OK\r\n\r\n${"x".repeat(6_000_000)}`)],
])("an answer that %s is an error", async (_, answer) => {
  await expect(asked(answer)).rejects.toThrow(/^(GET \/ was not answered|The answer is larger than 5 MB)/);
});

test("an answer is read to its end", async () => {
  const answer = "HTTP/1.1 200 OK\r\nset-cookie: \xff\xe9\r\ncontent-length: 2\r\n\r\nok";
  await expect(asked((socket) => socket.write(answer, "latin1"))).resolves.toMatchObject({ status: 200, text: "ok" });
});
