// Resource routers: the path of each resource.
import { Router } from "express";
// {{#each resources}}
// import { {{plural.camel}} } from "./{{plural.kebab}}/{{plural.kebab}}.routes.ts";
// {{/each}}
// {{#specimen}}
import { sampleItems } from "./sample-items/sample-items.routes.ts";
// {{/specimen}}

export const resources = Router();

// {{#each resources}}
// resources.use("/{{plural.kebab}}", {{plural.camel}});
// {{/each}}
// {{#specimen}}
resources.use("/sample-items", sampleItems);
// {{/specimen}}
