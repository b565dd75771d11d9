// NestJS server: pg and the ValidationPipe. Decorators are called as functions, as the TypeScript compiler does.
import "reflect-metadata";
import { Body, Controller, Get, Headers, Module, NotFoundException, Param, ParseIntPipe, Post, Query, ValidationPipe } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { Type } from "class-transformer";
import { IsBoolean, IsInt, IsOptional, IsString, Length, Max, Min } from "class-validator";
import { create, list, read } from "./statements.js";

/** A decorated method, or a field of an input: the last decorator is called first. */
function decorate(target, name, types, ...decorators) {
  const descriptor = Object.getOwnPropertyDescriptor(target, name);
  if (descriptor !== undefined) Reflect.defineMetadata("design:paramtypes", types, target, name);
  for (const decorator of decorators.reverse()) decorator(target, name, descriptor);
}

class Paging {
  page = 1;
  limit = 20;
}
decorate(Paging.prototype, "page", [], Type(() => Number), IsInt(), Min(1));
decorate(Paging.prototype, "limit", [], Type(() => Number), IsInt(), Min(1), Max(100));

class ReviewInput {}
decorate(ReviewInput.prototype, "rating", [], IsInt(), Min(1), Max(5));
decorate(ReviewInput.prototype, "body", [], IsString(), Length(1, 10_000));
decorate(ReviewInput.prototype, "recommended", [], IsOptional(), IsBoolean());
decorate(ReviewInput.prototype, "bookId", [], IsInt(), Min(1));

class Reviews {
  list({ page, limit }) {
    return list(page, limit);
  }

  async read(id) {
    const row = await read(id);
    if (row === undefined) throw new NotFoundException();
    return row;
  }

  create(authorization, input) {
    return create(authorization, input);
  }
}
decorate(Reviews.prototype, "list", [Paging], Get());
Query()(Reviews.prototype, "list", 0);
decorate(Reviews.prototype, "read", [Number], Get(":id"));
Param("id", ParseIntPipe)(Reviews.prototype, "read", 0);
decorate(Reviews.prototype, "create", [String, ReviewInput], Post());
Headers("authorization")(Reviews.prototype, "create", 0);
Body()(Reviews.prototype, "create", 1);
Controller("api/reviews")(Reviews);

class Health {
  health() {
    return { status: "ok" };
  }
}
decorate(Health.prototype, "health", [], Get());
Controller("health")(Health);

class App {}
Module({ controllers: [Reviews, Health] })(App);

const app = await NestFactory.create(App, { logger: ["error", "warn"] });
app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
await app.listen(Number(process.env.PORT), "127.0.0.1");
