// Build: creates from src/ what is published, with `npm run build`.
import { build } from "rolldown";
import bundle from "./bundle.js";

await build(bundle);
