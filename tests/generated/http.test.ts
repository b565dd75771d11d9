// API over HTTP: status codes, one format for every problem, and responses that match the OpenAPI description.
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { startRoomyApp, type App } from "../support/app.ts";
import { ask, expectProblem, newcomer, password, send } from "../support/http.ts";
import { seededRepoForThisFile } from "../support/install.ts";
import type { Description } from "../support/openapi.ts";
import { hasPostgres, newDatabase } from "../support/postgres.ts";
import { projectOf, apisToTest } from "../support/repos.ts";
import { inputFor, keyOf, makeRow, pathOf, rowOfNewUser, wrongValues, type Api, type Row } from "../support/rows.ts";
import { startValidatingProxy, type ValidatingProxy } from "../support/validating-proxy.ts";

describe.each(apisToTest)("The API %s", (name) => {
  const repo = seededRepoForThisFile(name);
  const { resources } = projectOf(name);
  let app: App;
  let api: Api;
  let proxy: ValidatingProxy;
  let description: Description;

  beforeAll(async () => {
    const started = await startRoomyApp(repo, { env: { CORS_ORIGINS: "https://example.com, https://example.org:8443", LOG_LEVEL: "info" } });
    proxy = await startValidatingProxy(started);
    description = (await ask(started, "GET /openapi.json")).body as Description;
    // All requests below go through the proxy.
    app = { ...started, url: proxy.url, port: proxy.port };
    api = { url: app.url, resources };
    return async () => {
      proxy.close();
      await started.stop();
    };
  });

  afterEach(() => {
    expect(proxy.complaints(), "what does not fit the description").toEqual([]);
  });

  describe.each(resources.map((resource) => [pathOf(resource), resource] as const))("%s", (path, resource) => {
    test("creates, reads, changes and deletes a row", async () => {
      const { token } = await newcomer(app);
      const body = await inputFor(api, resource, token);
      const made = await ask(app, `POST ${path}`, { token, body });
      const id = String((made.body as Row).id);
      expect(made).toMatchObject({ status: 201, body });
      expect(made.headers.get("location")).toBe(`${path}/${id}`);
      expect(await ask(app, `GET ${path}/${id}`)).toMatchObject({ status: 200, body: made.body as Row });
      const changes = await inputFor(api, resource, token);
      expect(await ask(app, `PATCH ${path}/${id}`, { token, body: changes })).toMatchObject({ status: 200, body: changes });
      expect(await ask(app, `PATCH ${path}/${id}`, { token, body: {} })).toMatchObject({ status: 200, body: changes });
      expect(await ask(app, `DELETE ${path}/${id}`, { token })).toMatchObject({ status: 204, text: "" });
      expectProblem(await ask(app, `GET ${path}/${id}`), 404);
      expectProblem(await ask(app, `DELETE ${path}/${id}`, { token }), 404);
    });

    test("returns exactly the fields of the resource", async () => {
      const { row } = await rowOfNewUser(api, resource);
      expect(Object.keys(row).sort()).toEqual(["id", ...resource.fields.map(keyOf), "ownerId", "createdAt", "updatedAt"].sort());
    });

    test("embeds each reference that the description lists for ?include", async () => {
      const { row, path: one } = await rowOfNewUser(api, resource);
      const [parameter] = description.paths[path]?.get?.parameters?.filter(({ name }) => name === "include") ?? [];
      const { enum: names } = parameter?.schema.items ?? { enum: [] };
      expect(names).toContain("owner");
      const answer = await ask(app, `GET ${one}?include=${names.join()}`);
      expect(answer.status).toBe(200);
      expect(Object.keys(answer.body as Row).sort()).toEqual([...Object.keys(row), ...names].sort());
      expect((await ask(app, `GET ${path}?include=${names.join()}&limit=1`)).body).toMatchObject({ data: [answer.body] });
    });

    test("refuses writes without a token or with a wrong one (401 with WWW-Authenticate)", async () => {
      const { row, path: one } = await rowOfNewUser(api, resource);
      for (const route of [`POST ${path}`, `PATCH ${one}`, `DELETE ${one}`]) {
        for (const token of [undefined, "wrong", "x".repeat(5_000)]) {
          const answer = await ask(app, route, { token, ...(!route.startsWith("DELETE") && { body: {} }) });
          expectProblem(answer, 401);
          expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
        }
      }
      expect((await ask(app, `GET ${one}`)).body).toEqual(row);
    });

    test("refuses to change or delete a row of another user (403)", async () => {
      const { row, path: one } = await rowOfNewUser(api, resource);
      const { token } = await newcomer(app);
      expectProblem(await ask(app, `PATCH ${one}`, { token, body: await inputFor(api, resource, token) }), 403);
      expectProblem(await ask(app, `DELETE ${one}`, { token }), 403);
      expect((await ask(app, `GET ${one}`)).body).toEqual(row);
    });

    test("refuses every invalid value and names its field (422)", async () => {
      const { token, row, path: one } = await rowOfNewUser(api, resource);
      const body = await inputFor(api, resource, token);
      for (const field of resource.fields) {
        const values = wrongValues[field.type].filter((value) => value !== null || !field.optional);
        for (const value of values) {
          for (const answer of [await ask(app, `POST ${path}`, { token, body: { ...body, [keyOf(field)]: value } }), await ask(app, `PATCH ${one}`, { token, body: { [keyOf(field)]: value } })]) {
            expect(answer.status, `${keyOf(field)}: ${JSON.stringify(value)} gave ${answer.text}`).toBe(422);
            expectProblem(answer, 422);
            expect(new Set((answer.body as { errors: { field: string }[] }).errors.map((error) => error.field))).toEqual(new Set([keyOf(field)]));
          }
        }
      }
      expect((await ask(app, `GET ${one}`)).body).toEqual(row);
    });

    test("says what a value has to be, and that a field does not exist", async () => {
      const { token } = await rowOfNewUser(api, resource);
      const says = { date: "Must be a valid date.", datetime: "Must be a valid datetime.", email: "Must be a valid email.", url: "Not a web address.", uuid: "Not a UUID." };
      const fields = resource.fields.filter(({ type }) => type in says);
      const body = { ...await inputFor(api, resource, token), ...Object.fromEntries(fields.map((field) => [keyOf(field), "none"])), nothing: 1 };
      const { errors } = (await ask(app, `POST ${path}`, { token, body })).body as { errors: object[] };
      const expected = [...fields.map((field) => ({ field: keyOf(field), message: says[field.type as keyof typeof says] })), { field: "nothing", message: "There is no such field." }];
      expect(errors).toEqual(expected);
    });

    test("refuses to set read-only and inherited properties (422)", async () => {
      const { token, row, path: one } = await rowOfNewUser(api, resource);
      const body = await inputFor(api, resource, token);
      for (const key of ["id", "ownerId", "createdAt", "updatedAt", "owner_id", "constructor", "toString", "hasOwnProperty"]) {
        expectProblem(await ask(app, `POST ${path}`, { token, body: { ...body, [key]: 1 } }), 422);
        expectProblem(await ask(app, `PATCH ${one}`, { token, body: { [key]: 1 } }), 422);
      }
      const polluted = JSON.stringify(body).replace("{", '{"__proto__":{"ownerId":1,"polluted":true},');
      const answer = await ask(app, `POST ${path}`, { token, body: polluted });
      if (answer.status !== 422) expect(answer).toMatchObject({ status: 201, body: { ownerId: row.ownerId } });
      expect((await ask(app, `GET ${one}`)).body).toEqual(row);
    });

    const once = resource.fields.filter(({ unique, type }) => unique && type !== "ref");
    test.runIf(once.length > 0)("refuses a unique value that is taken (409)", async () => {
      const { token, row } = await rowOfNewUser(api, resource);
      const other = await makeRow(api, resource, token);
      for (const field of once.map(keyOf)) {
        const taken = { [field]: row[field] };
        for (const [route, body] of [[`POST ${path}`, { ...(await inputFor(api, resource, token)), ...taken }], [`PATCH ${path}/${String((other.body as Row).id)}`, taken]] as const) {
          const answer = await ask(app, route, { token, body });
          expectProblem(answer, 409);
          expect(answer.body).toMatchObject({ errors: [{ field }] });
        }
      }
    });

    const needed = resource.fields.filter(({ type, optional }) => type === "ref" && !optional);
    test.runIf(needed.length > 0)("refuses a reference to a row that does not exist (422)", async () => {
      const { token } = await rowOfNewUser(api, resource);
      for (const field of needed) {
        const answer = await ask(app, `POST ${path}`, { token, body: { ...(await inputFor(api, resource, token)), [keyOf(field)]: 2_000_000_000 } });
        expectProblem(answer, 422);
        expect(answer.body).toMatchObject({ errors: [{ field: keyOf(field) }] });
      }
    });

    const references = resource.fields.filter(({ type }) => type === "ref");
    test.runIf(references.length > 0)("deletes or clears references of other users when the target is deleted", async () => {
      for (const field of references) {
        const target = resources.find(({ singular }) => singular.kebab === field.ref);
        if (target === undefined) throw new Error(`There is no resource ${field.ref}.`);
        const owner = await rowOfNewUser(api, target);
        const { token } = await newcomer(app);
        const { body } = await ask(app, `POST ${path}`, { token, body: { ...(await inputFor(api, resource, token)), [keyOf(field)]: owner.row.id } });
        expect((await ask(app, `DELETE ${owner.path}`, { token: owner.token })).status).toBe(204);
        const left = await ask(app, `GET ${path}/${String((body as Row).id)}`);
        if (field.optional) expect(left).toMatchObject({ status: 200, body: { [keyOf(field)]: null } });
        else expectProblem(left, 404);
      }
    });

    test("paginates every sort order without missing or repeating a row, and returns the total", async () => {
      const { token, id: ownerId } = await newcomer(app);
      for (let count = 0; count < 7; count += 1) await makeRow(api, resource, token);
      const keys = ["id", "createdAt", "updatedAt", "ownerId", ...resource.fields.map(keyOf)];
      const { data: all } = (await ask(app, `GET ${path}?ownerId=${ownerId}&limit=100`)).body as { data: Row[] };
      for (const sort of keys.flatMap((key) => [key, `-${key}`])) {
        const seen: unknown[] = [];
        for (const page of [1, 2, 3, 4, 5, 6]) {
          const { status, body } = await ask(app, `GET ${path}?ownerId=${ownerId}&sort=${sort}&limit=2&page=${page}`);
          expect({ status, body }).toMatchObject({ status: 200, body: { page, limit: 2, total: all.length } });
          seen.push(...(body as { data: Row[] }).data.map((row) => row.id));
        }
        expect(seen.toSorted(), `sort=${sort}`).toEqual(all.map(({ id }) => id).toSorted());
      }
    });

    test("filters by every field", async () => {
      const { row } = await rowOfNewUser(api, resource);
      for (const field of resource.fields.filter(({ type }) => type !== "text" && type !== "json")) {
        if (row[keyOf(field)] === null) continue;
        const value = String(row[keyOf(field)]);
        const { status, body, text } = await ask(app, `GET ${path}?limit=100&sort=-id&${keyOf(field)}=${encodeURIComponent(value)}`);
        expect(status, `${keyOf(field)}=${value}: ${text}`).toBe(200);
        expect((body as { data: Row[] }).data).toContainEqual(row);
        expect(new Set((body as { data: Row[] }).data.map((found) => found[keyOf(field)]))).toEqual(new Set([row[keyOf(field)]]));
      }
    });

    test.each(["page=0", "page=-1", "page=1.5", "page=x", "page=", "page=1e308", "limit=0", "limit=101", "sort=", "sort=password", "sort=--id", "sort=id;drop", "colour=red", "page=1&page=2", "sort[]=id", "sort[id]=1", "q[a]=b", "q=", "__proto__[a]=b", "constructor=1", "ownerId=me"])(
      "refuses ?%s (422)",
      async (query) => {
        expectProblem(await ask(app, `GET ${path}?${query}`), 422);
      },
    );

    test("accepts only the plain form of each number, boolean, date and UUID in filters and paths (else 422)", async () => {
      const { path: one } = await rowOfNewUser(api, resource);
      const strange = ["", " ", "%201", "1%20", "%2B1", "0x1", "0b1", "1e0", "1_0", "1,0", "Infinity", "NaN", "null", "%D9%A1", "--1", "1n"];
      const whole = [...strange, "1.0", "1.", ".1"];
      const others = { decimal: [...strange, "1.", ".1"], boolean: [...strange, "1", "0", "TRUE", "yes"], date: [...strange, "1", "0000-01-01", "2026-02-30", "2026-1-1"], datetime: [...strange, "1", "2026-01-31", "0000-01-01T00:00:00Z"], uuid: strange };
      const filters = resource.fields.flatMap((field) => {
        const values = field.type === "integer" || field.type === "ref" ? whole : (others[field.type as keyof typeof others] ?? []);
        return values.map((value) => `${keyOf(field)}=${value}`);
      });
      for (const query of [...["page", "limit", "ownerId"].flatMap((key) => whole.map((value) => `${key}=${value}`)), ...filters]) {
        expect((await ask(app, `GET ${path}?${query}`)).status, query).toBe(422);
      }
      const id = one.split("/").at(-1);
      for (const wrong of [`0x${id}`, `${id}e0`, `${id}.0`, `%2B${id}`, `%20${id}`, `${id}%20`, `${id}n`, `-${id}`]) {
        expect((await ask(app, `GET ${path}/${wrong}`)).status, wrong).toBe(422);
      }
    });

    const addresses = resource.fields.filter(({ type }) => type === "email");
    test.runIf(addresses.length > 0)("compares email addresses case-insensitively", async () => {
      for (const field of addresses) {
        const { token, row } = await rowOfNewUser(api, resource);
        const shouted = String(row[keyOf(field)]).toUpperCase();
        const { body } = await ask(app, `GET ${path}?${keyOf(field)}=${encodeURIComponent(shouted)}`);
        expect(body).toMatchObject({ data: [row] });
        const again = await ask(app, `POST ${path}`, { token, body: { ...(await inputFor(api, resource, token)), [keyOf(field)]: shouted } });
        if (field.unique) expectProblem(again, 409);
        else expect(again).toMatchObject({ status: 201, body: { [keyOf(field)]: shouted.toLowerCase() } });
      }
    });

    test.each(resource.fields.filter(({ type }) => type === "uuid").map(keyOf))("accepts a UUID of any version for the field %s", async (key) => {
      const { token } = await newcomer(app);
      for (const uuid of ["00000000-0000-0000-0000-000000000000", "11111111-1111-1111-1111-111111111111", "FFFFFFFF-ffff-ffff-ffff-fffffffffffe"]) {
        const made = await ask(app, `POST ${path}`, { token, body: { ...(await inputFor(api, resource, token)), [key]: uuid } });
        expect(made).toMatchObject({ status: 201, body: { [key]: uuid.toLowerCase() } });
        expect((await ask(app, `GET ${path}?${key}=${uuid}`)).body).toMatchObject({ data: [made.body] });
      }
    });

    test("refuses other methods and lists the allowed ones (405 with Allow)", async () => {
      for (const [address, allowed] of [[path, "GET, HEAD, POST"], [`${path}/1`, "GET, HEAD, PATCH, DELETE"]] as const) {
        for (const method of ["PUT", "POST", "PATCH", "DELETE"].filter((one) => !allowed.includes(one))) {
          const answer = await ask(app, `${method} ${address}`);
          expectProblem(answer, 405);
          expect(answer.headers.get("allow")).toBe(allowed);
        }
        expect((await ask(app, `HEAD ${path}`)).status).toBe(200);
      }
    });
  });

  describe("Unexpected input", () => {
    const first = resources[0];
    if (first === undefined) throw new Error("A project without resources.");
    const path = pathOf(first);
    const json = { "Content-Type": "application/json" };

    test.each(["{", '{"a":}', "nul", '"', "{'a':1}", "\u0000", "[1,]"])("invalid JSON %j is refused (400)", async (body) => {
      const { token } = await newcomer(app);
      expectProblem(await ask(app, `POST ${path}`, { token, body }), 400);
      expectProblem(await ask(app, "POST /api/auth/login", { body }), 400);
    });

    test.each(["null", "1", '"text"', "[]", "true", "", "{}"])("JSON that is not a row is refused (4xx): %j", async (body) => {
      const { token } = await newcomer(app);
      const { status } = await ask(app, `PATCH ${path}/2000000000`, { token, body });
      expect([400, 404, 422]).toContain(status);
      const login = await ask(app, "POST /api/auth/login", { body });
      expectProblem(login, login.status);
      expect([400, 422]).toContain(login.status);
    });

    test("a body of more than 100 kB is refused (413)", async () => {
      const { token } = await newcomer(app);
      expectProblem(await ask(app, `POST ${path}`, { token, body: JSON.stringify({ a: "x".repeat(110_000) }) }), 413);
    });

    test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", "json"])("a body of the type %s is refused (415)", async (type) => {
      const { token } = await newcomer(app);
      expectProblem(await ask(app, `POST ${path}`, { token, body: "a=1", headers: { "Content-Type": type } }), 415);
      expectProblem(await send(app, `POST ${path}`, { body: "a=1", headers: { Authorization: `Bearer ${token}` } }), 415);
    });

    test.each([
      ["an unknown charset", { ...json, "Content-Type": "application/json; charset=klingon" }, 415],
      ["an unknown encoding", { ...json, "Content-Encoding": "rot13" }, 415],
      ["a broken gzip", { ...json, "Content-Encoding": "gzip" }, 400],
    ])("%s is refused as an error of the client", async (_, headers, status) => {
      expectProblem(await send(app, "POST /api/auth/login", { body: "{}", headers }), status);
    });

    test.each(["/%", "/%E0%A4%A", "/api/%ff", `${path}/%00`, `${path}/1%00`, `${path}/..%2f..%2fetc%2fpasswd`, "/../../etc/passwd", "/..%5c..%5cwindows", "//example.com", `${path}/${"9".repeat(400)}`, `${path}/1e9`, `${path}/-1`, `${path}/1;drop`, `/${"x".repeat(5_000)}`, "/docs/assets/..%2f..%2fpackage.json", "/.env", "/package.json", "/src/app.ts"])(
      "the path %s is refused without internal details",
      async (address) => {
        const answer = await send(app, `GET ${address}`);
        expect([400, 404, 422]).toContain(answer.status);
        expectProblem({ ...answer, text: answer.text.replace(address, "") }, answer.status);
      },
    );

    test.each(["%", "q=%", "q=%00", "q=%ff", "q=%ED%A0%80", "a[b][c][d][e][f]=1", `q=${"x".repeat(9_000)}`, `${"a&".repeat(2_000)}`, "page[__proto__]=1", "sort=constructor", "sort=toString"])("the query ?%s gives a 4xx or a list", async (query) => {
      const answer = await send(app, `GET ${path}?${query}`);
      expect(answer.status).toBeLessThan(500);
      if (answer.status >= 400) expectProblem(answer, answer.status);
    });

    test("text that PostgreSQL cannot store is refused (422)", async () => {
      for (const resource of resources) {
        const { token, path: one } = await rowOfNewUser(api, resource);
        const words = resource.fields.filter(({ type }) => type === "string" || type === "text").map(keyOf);
        for (const key of words) expectProblem(await ask(app, `PATCH ${one}`, { token, body: `{"${key}":"a\\u0000b"}` }), 422);
        for (const field of resource.fields.filter(({ type }) => type === "json")) {
          for (const value of ['{"a":"\\u0000"}', '{"\\u0000":1}']) expectProblem(await ask(app, `PATCH ${one}`, { token, body: `{"${keyOf(field)}":${value}}` }), 422);
        }
        for (const key of words) {
          const answer = await ask(app, `PATCH ${one}`, { token, body: `{"${key}":"a\\ud800b"}` });
          expect([200, 422]).toContain(answer.status);
        }
      }
      expectProblem(await ask(app, "POST /api/auth/register", { body: '{"name":"a\\u0000","email":"nul@example.com","password":"correct horse battery"}' }), 422);
    });

    test("text in any script and with any special character is returned as it was sent", async () => {
      const { token } = await newcomer(app);
      for (const resource of resources) {
        const field = resource.fields.find(({ type, min, max }) => type === "string" && min === undefined && max === undefined);
        if (field === undefined) continue;
        for (const text of ["שלום עולם", "🎉👩‍👩‍👧", "Ünïcödé", "'; drop table users; --", "<script>alert(1)</script>", "${7*7} {{7*7}}", "a\u202eb", "\\", "100%_"]) {
          const body = { ...(await inputFor(api, resource, token)), [keyOf(field)]: text };
          const made = await ask(app, `POST ${path.replace(pathOf(first), pathOf(resource))}`, { token, body });
          expect(made).toMatchObject({ status: 201, body: { [keyOf(field)]: text } });
          const { body: found } = await ask(app, `GET ${pathOf(resource)}?limit=100&${keyOf(field)}=${encodeURIComponent(text)}`);
          expect((found as { data: Row[] }).data).toContainEqual(made.body);
        }
      }
    });

    test("deeply nested JSON is refused (4xx)", async () => {
      const { token } = await newcomer(app);
      const deep = (open: string, shut: string) => open.repeat(90_000 / (open.length + 1)) + "1" + shut.repeat(90_000 / (open.length + 1));
      for (const nested of [deep("[", "]"), deep('{"a":', "}"), `{"a":${deep("[", "]")}}`]) {
        const answers = [await ask(app, `POST ${path}`, { token, body: nested }), await ask(app, "POST /api/auth/login", { body: nested })];
        for (const resource of resources) {
          const { token: owner, path: one } = await rowOfNewUser(api, resource);
          for (const field of resource.fields) answers.push(await ask(app, `PATCH ${one}`, { token: owner, body: `{"${keyOf(field)}":${nested}}` }));
        }
        for (const answer of answers) {
          expect([400, 422]).toContain(answer.status);
          expectProblem(answer, answer.status);
        }
      }
    });
  });

  describe("/api/auth", () => {
    test("registers an address once, logs in, returns the current user, and logs out", async () => {
      const body = { name: "Ann O'Neil", email: "Ann.ONeil@Example.com", password };
      const made = await ask(app, "POST /api/auth/register", { body });
      expect(made).toMatchObject({ status: 201, body: { name: "Ann O'Neil", email: "ann.oneil@example.com" } });
      expect(made.headers.get("location")).toBe("/api/auth/me");
      expect(made.text).not.toMatch(/hash|battery/);
      const again = await ask(app, "POST /api/auth/register", { body });
      expectProblem(again, 409);
      expect(again.body).toMatchObject({ errors: [{ field: "email" }] });
      const { body: session } = await ask(app, "POST /api/auth/login", { body: { email: body.email.toUpperCase(), password } });
      const { token } = session as { token: string };
      expect((await ask(app, "GET /api/auth/me", { token })).body).toEqual(made.body);
      expect((await ask(app, "POST /api/auth/logout", { token })).status).toBe(204);
      expectProblem(await ask(app, "GET /api/auth/me", { token }), 401);
    });

    test.each(["short77", "x".repeat(129), "password", "PASSWORD123", "12345678", "", 12345678, null])("refuses the password %j (422)", async (word) => {
      const answer = await ask(app, "POST /api/auth/register", { body: { name: "Ann", email: "new@example.com", password: word } });
      expectProblem(answer, 422);
      expect(answer.body).toMatchObject({ errors: [{ field: "password" }] });
    });

    test("accepts long passwords and those in any script, and logs in only with exactly the same one", async () => {
      for (const word of ["pässwörd 🎉 שלום", "x".repeat(128), "  spaces  "]) {
        const email = `word${word.length}@example.com`;
        expect((await ask(app, "POST /api/auth/register", { body: { name: "Ann", email, password: word } })).status).toBe(201);
        expect((await ask(app, "POST /api/auth/login", { body: { email, password: word } })).status).toBe(200);
        expectProblem(await ask(app, "POST /api/auth/login", { body: { email, password: word.toUpperCase() } }), 401);
      }
    });

    test("gives the same answer for a wrong password and an unknown address", async () => {
      const { email } = await newcomer(app);
      const wrong = await ask(app, "POST /api/auth/login", { body: { email, password: "something else" } });
      const unknown = await ask(app, "POST /api/auth/login", { body: { email: "nobody@example.com", password } });
      expectProblem(wrong, 401);
      expect(unknown).toMatchObject({ status: 401, text: wrong.text });
      expect(unknown.headers.get("www-authenticate")).toMatch(/^Bearer/);
    });

    test("changes a password only with the current one, and ends all other sessions", async () => {
      const { token, email } = await newcomer(app);
      const login = (word: string) => ask(app, "POST /api/auth/login", { body: { email, password: word } });
      const { token: other } = (await login(password)).body as { token: string };
      expectProblem(await ask(app, "POST /api/auth/password", { token, body: { currentPassword: "wrong", newPassword: "a new long word" } }), 403);
      expect((await ask(app, "GET /api/auth/me", { token: other })).status).toBe(200);
      expect((await ask(app, "POST /api/auth/password", { token, body: { currentPassword: password, newPassword: "a new long word" } })).status).toBe(204);
      expectProblem(await ask(app, "GET /api/auth/me", { token: other }), 401);
      expect((await ask(app, "GET /api/auth/me", { token })).status).toBe(200);
      expectProblem(await login(password), 401);
      expect((await login("a new long word")).status).toBe(200);
    });

    test.each(["register", "login", "logout", "password", "me"])("/%s lists its allowed methods (405 with Allow)", async (word) => {
      const answer = await ask(app, `DELETE /api/auth/${word}`);
      expectProblem(answer, 405);
      expect(answer.headers.get("allow")).toBe(word === "me" ? "GET, HEAD" : "POST");
    });
  });

  describe("Responses to browsers", () => {
    test.each(["https://example.com", "https://example.org:8443"])("allow requests from the origin %s (CORS)", async (origin) => {
      const preflight = await ask(app, "OPTIONS /api/auth/login", { headers: { Origin: origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type" } });
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get("access-control-allow-origin")).toBe(origin);
      expect((await ask(app, "GET /api/auth/me", { headers: { Origin: origin } })).headers.get("access-control-allow-origin")).toBe(origin);
    });

    test.each(["https://example.com.evil.test", "http://example.com", "null", "https://example.org"])("do not allow requests from the origin %s (CORS)", async (origin) => {
      for (const route of ["GET /api/auth/me", "OPTIONS /api/auth/me"]) {
        expect((await ask(app, route, { headers: { Origin: origin } })).headers.get("access-control-allow-origin")).toBeNull();
      }
    });

    test("have security headers, whatever the route", async () => {
      for (const route of ["GET /", "GET /docs", `GET ${pathOf(resources[0]!)}`, "GET /nothing", "GET /health", "GET /openapi.json"]) {
        const { headers } = await ask(app, route);
        expect(headers.get("content-security-policy")).toMatch(/default-src 'self'/);
        expect(headers.get("content-security-policy")).not.toMatch(/unsafe|upgrade-insecure/);
        expect(headers.get("x-content-type-options")).toBe("nosniff");
        expect(headers.get("x-powered-by")).toBeNull();
        expect(headers.get("x-request-id")).toMatch(/^[\w-]{8,}$/);
      }
    });
  });

  test.runIf(hasPostgres())("The production log is JSON, has request IDs, and contains no secrets", async () => {
    const inProduction = await startRoomyApp(repo, { env: { NODE_ENV: "production", DATABASE_URL: await newDatabase(), LOG_LEVEL: "info" } });
    const { token, email } = await newcomer(inProduction);
    const secret = "never to be written down";
    const answer = await ask(inProduction, "POST /api/auth/login", { token, body: { email, password: secret }, headers: { Cookie: "a=crumbs-of-a-cookie" } });
    await ask(inProduction, `GET /api/auth/me?token=${token}`, { token });
    // Log lines are written after the response: all of them are there once the app has ended.
    await inProduction.stop();
    const requests = inProduction.output().split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as { id?: string; msg: string });
    expect(requests.find(({ id }) => id === answer.headers.get("x-request-id"))).toMatchObject({ method: "POST", url: "/api/auth/login", status: 401 });
    for (const word of [secret, password, "crumbs-of-a-cookie", `Bearer ${token}`]) expect(inProduction.output()).not.toContain(word);
  });
});
