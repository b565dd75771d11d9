// Makes of src/ what is published, `npm run build`.
import { build } from "rolldown";
import bundle from "./bundle.js";

await build(bundle);
