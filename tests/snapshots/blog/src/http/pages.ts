// What all pages have in common: a notice after a form, forms that keep what was typed, and errors that look like pages.
import { STATUS_CODES } from "node:http";
import type { Request, RequestHandler, Response } from "express";
import { z } from "zod";
import { ownCookie } from "../auth/current-user.ts";
import type { Problem } from "../problem.ts";
import { problemFrom } from "../problem-from.ts";

const notices = {
  welcome: "Welcome! You are logged in.",
  goodbye: "You are logged out.",
  password: "Your password was changed, and all other devices were logged out.",
  published: "Published.",
  drafted: "Saved as a draft. Only you can see it.",
  deleted: "Deleted.",
  commented: "Your comment was added.",
  moderated: "The comment was changed.",
};

const noticeCookie = z.object({ notice: z.enum(Object.keys(notices) as (keyof typeof notices)[]) });

/** Shows the notice that the last form left, once. */
export const readNotice: RequestHandler = (req, res, next) => {
  const { data } = noticeCookie.safeParse(req.cookies);
  if (data !== undefined) {
    res.locals.notice = notices[data.notice];
    res.clearCookie("notice");
  }
  next();
};

/** Ends a form: the browser is sent on, so that reloading the next page does not send the form again. */
export function goOn(res: Response, path: string, notice?: keyof typeof notices): void {
  if (notice !== undefined) res.cookie("notice", notice, { ...ownCookie(res.req), maxAge: 60_000 });
  res.redirect(303, path);
}

/** What a form is shown with: what stands in its fields, and what is wrong with it. */
export interface Filled {
  values?: unknown;
  errors?: Record<string, string>;
  message?: string;
  /** whether the session ended before the form was sent */
  loggedOut?: boolean;
}

type Show = (req: Request, res: Response, filled: Filled) => unknown;

/**
 * Does the work of a form. What does not fit is not lost: the form is shown again, with the errors at their fields.
 * So it is when the session has ended meanwhile: after a log-in the same form can be sent again.
 */
export function form(show: Show, work: (req: Request, res: Response) => Promise<unknown>): RequestHandler {
  return async (req, res) => {
    try {
      await work(req, res);
    } catch (error) {
      const { status, message, details } = problemFrom(error);
      const loggedOut = status === 401 && details.errors === undefined;
      if (details.errors === undefined && !loggedOut) throw error;
      const wrong = details.errors ?? [];
      const errors = Object.fromEntries(wrong.map(({ field, message }) => [field.split(".")[0]!, message]));
      await show(req, res.status(status), { values: req.body, errors, message, loggedOut });
    }
  };
}

/** People get pages; programs, which come through the other doors, get JSON. */
export function isForPeople(req: Request): boolean {
  return !/^\/(api|health|ready|openapi\.json)(\/|$)/.test(req.path);
}

export function showProblem({ status, message }: Problem, req: Request, res: Response): void {
  // Only a page can be asked for again after the log-in, not what a form does.
  if (status === 401 && req.method === "GET") return goOn(res, `/login?next=${encodeURIComponent(req.originalUrl)}`);
  res.render("error", { status, heading: STATUS_CODES[status], message });
}
