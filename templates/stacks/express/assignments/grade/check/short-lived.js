// Compiled views: lets Express compile each view once, as in production. The files of a submission do not change.
import express from "express";

const { defaultConfiguration } = express.application;

express.application.defaultConfiguration = function configure() {
  defaultConfiguration.call(this);
  this.enable("view cache");
};
