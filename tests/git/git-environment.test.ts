// Git's environment: the variables that reach Git, and settings added to existing ones.
import { expect, test } from "vitest";
import { gitEnvironment, withSettings } from "../../src/git/git-environment.ts";

test.each([
  "GIT_AUTHOR_NAME", "GIT_COMMITTER_EMAIL", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_COUNT", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM",
  "GIT_TEMPLATE_DIR", "GIT_EXEC_PATH", "GIT_ASKPASS", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSL_CAINFO", "GIT_TRACE", "PATH", "HOME", "MY_GIT_DIR", "git_ssh",
])("%s is passed to Git", (name) => {
  expect(gitEnvironment({ [name]: "x" })).toEqual({ [name]: "x" });
});

test.each([
  "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_PREFIX",
  "GIT_COMMON_DIR", "GIT_SSH_COMMANDS", "GIT_TEMPLATE_DIRS", "GIT_EDITOR", "git_dir",
])("%s is not passed to Git", (name) => {
  expect(gitEnvironment({ [name]: "x" })).toEqual({});
});

test("a variable without a value is left out", () => {
  expect(gitEnvironment({ HOME: undefined, PATH: "" })).toEqual({ PATH: "" });
});

test("settings are added after those in the environment", () => {
  expect(withSettings({}, [["a.b", "1"], ["c.d", "2"]])).toEqual({
    GIT_CONFIG_COUNT: "2", GIT_CONFIG_KEY_0: "a.b", GIT_CONFIG_VALUE_0: "1", GIT_CONFIG_KEY_1: "c.d", GIT_CONFIG_VALUE_1: "2",
  });
  expect(withSettings({ GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "x.y" }, [["a.b", "1"]])).toEqual({
    GIT_CONFIG_COUNT: "2", GIT_CONFIG_KEY_0: "x.y", GIT_CONFIG_KEY_1: "a.b", GIT_CONFIG_VALUE_1: "1",
  });
  expect(withSettings({ GIT_CONFIG_COUNT: "many" }, [])).toEqual({ GIT_CONFIG_COUNT: "0" });
});
