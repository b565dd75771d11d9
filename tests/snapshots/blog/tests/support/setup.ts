// Runs before each test file: the app gets the tests' database, with nothing in it.
import { beforeAll } from "vitest";
import { emptyDatabase } from "./database.ts";

beforeAll(emptyDatabase);
