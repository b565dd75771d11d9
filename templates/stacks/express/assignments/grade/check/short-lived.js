// Short-lived app: an app that is graded runs for seconds, so it does not prepare to run for long.
import { setFlagsFromString } from "node:v8";

// Node.js compiles what is called often once more. That pays off after minutes, and an app here runs for seconds.
setFlagsFromString("--no-opt");

const { default: express } = await import("express");
const { defaultConfiguration } = express.application;

// Express compiles each view once, as in production: the files of a submission do not change.
express.application.defaultConfiguration = function configure() {
  defaultConfiguration.call(this);
  this.enable("view cache");
};
