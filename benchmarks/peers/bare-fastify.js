// Bare Fastify: three handlers, and nothing that makes an app safe to expose.
import fastify from "fastify";
import { create, list, read } from "./statements.js";

const app = fastify();
app.get("/api/reviews", () => list());
app.get("/api/reviews/:id", ({ params }) => read(Number(params.id)));
app.post("/api/reviews", async ({ headers, body }, reply) => reply.code(201).send(await create(headers.authorization, body)));
app.get("/health", () => ({ status: "ok" }));
await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
