// Resource routers: the path of each resource.
import { Router } from "express";
import { authors } from "./authors/authors.routes.js";
import { books } from "./books/books.routes.js";
import { reviews } from "./reviews/reviews.routes.js";

export const resources = Router();

resources.use("/authors", authors);
resources.use("/books", books);
resources.use("/reviews", reviews);
