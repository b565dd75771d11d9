// Test setup: runs before each test file and gives the app an empty test database.
import { beforeAll } from "vitest";
import { emptyDatabase } from "./database.js";

beforeAll(emptyDatabase);
