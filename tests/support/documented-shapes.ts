// Documented shapes: the references of GitHub, dev containers and Render for files for which no package has
// a schema, limited to the keys that we use.
import { Ajv, type ValidateFunction } from "ajv";

type Shape = Record<string, unknown>;

const text: Shape = { type: "string", minLength: 1 };
const port: Shape = { type: "integer", minimum: 1, maximum: 65_535 };
const oneOf = (...values: string[]): Shape => ({ enum: values });
const listOf = (items: Shape, least = 1): Shape => ({ type: "array", items, minItems: least });

/** An object with these keys, and no others; those that end in a `?` may be missing. */
function keys(shapes: Record<string, Shape>): Shape {
  const names = Object.keys(shapes);
  const properties = Object.fromEntries(names.map((name) => [name.replace("?", ""), shapes[name]]));
  return { type: "object", properties, required: names.filter((name) => !name.endsWith("?")), additionalProperties: false };
}

const ajv = new Ajv({ strict: true, allErrors: true });

const field = { attributes: keys({ label: text, "description?": text, "placeholder?": text, "value?": text }), "id?": { ...text, pattern: "^[\\w-]+$" }, "validations?": keys({ "required?": { type: "boolean" } }) };

/** GitHub: "Syntax for GitHub's form schema". */
export const isFormBody: ValidateFunction = ajv.compile(listOf({ anyOf: [keys({ type: oneOf("input"), ...field }), keys({ type: oneOf("textarea"), ...field })] }));

/** containers.dev: "Dev Container metadata reference". */
export const isDevContainer: ValidateFunction = ajv.compile(
  keys({
    name: text,
    image: text,
    mounts: listOf(text),
    onCreateCommand: text,
    postCreateCommand: text,
    postStartCommand: text,
    forwardPorts: listOf(port),
    portsAttributes: {
      type: "object",
      propertyNames: { pattern: "^\\d+$" },
      additionalProperties: keys({ label: text, onAutoForward: oneOf("notify", "openBrowser", "openBrowserOnce", "openPreview", "silent", "ignore") }),
    },
    customizations: keys({ vscode: keys({ extensions: listOf({ type: "string", pattern: "^[\\w-]+\\.[\\w-]+$" }) }) }),
  }),
);

const setting = { anyOf: [keys({ key: text, value: text }), keys({ key: text, fromDatabase: keys({ name: text, property: oneOf("connectionString") }) })] };

/** Render: "Blueprint YAML reference". */
export const isBlueprint: ValidateFunction = ajv.compile(
  keys({
    services: listOf(
      keys({
        type: oneOf("web"),
        name: text,
        runtime: oneOf("node"),
        plan: oneOf("free", "starter"),
        buildCommand: text,
        startCommand: text,
        healthCheckPath: { type: "string", pattern: "^/" },
        envVars: listOf(setting),
      }),
    ),
    databases: listOf(keys({ name: text, plan: oneOf("free"), postgresMajorVersion: oneOf("15", "16", "17", "18"), ipAllowList: listOf(keys({ source: text, description: text }), 0) })),
  }),
);
