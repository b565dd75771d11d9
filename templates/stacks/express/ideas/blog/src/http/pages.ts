// Page helpers: notices after a form, forms that keep their input, and error pages.
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

/** Shows the notice of the last form once. */
export const readNotice: RequestHandler = (req, res, next) => {
  const { data } = noticeCookie.safeParse(req.cookies);
  if (data !== undefined) {
    res.locals.notice = notices[data.notice];
    res.clearCookie("notice");
  }
  next();
};

/** Ends a form with a redirect, so that reloading the next page does not send the form again. */
export function goOn(res: Response, path: string, notice?: keyof typeof notices): void {
  if (notice !== undefined) res.cookie("notice", notice, { ...ownCookie(res.req), maxAge: 60_000 });
  res.redirect(303, path);
}

/** The state of a form: the values of its fields, and their errors. */
export interface Filled {
  values?: unknown;
  errors?: Record<string, string>;
  message?: string;
  /** whether the session ended before the form was sent */
  loggedOut?: boolean;
  /** the HTML of a post that is not stored yet */
  preview?: string;
}

export type Show = (req: Request, res: Response, filled: Filled) => unknown;

/**
 * Runs the work of a form. If the input is invalid, the form is shown again with its values and errors. The
 * same happens if the session has ended: after logging in, the form can be sent again.
 */
export function form(show: Show, work: (req: Request, res: Response) => Promise<unknown>): RequestHandler {
  return async (req, res) => {
    try {
      await work(req, res);
    } catch (error) {
      const { status, message, errors: wrong = [] } = problemFrom(error);
      const loggedOut = status === 401 && wrong.length === 0;
      if (wrong.length === 0 && !loggedOut) throw error;
      const errors = Object.fromEntries(wrong.map(({ field, message }) => [field.split(".")[0]!, message]));
      await show(req, res.status(status), { values: req.body, errors, message, loggedOut });
    }
  };
}

/** HTML for pages, problem+json for /api and other machine-readable paths. */
export function isForPeople(req: Request): boolean {
  return !/^\/(api|health|ready|openapi\.json)(\/|$)/.test(req.path);
}

export function showProblem({ status, message, errors }: Problem, req: Request, res: Response): void {
  // Only a page can be opened again after logging in, not the result of a form.
  if (status === 401 && req.method === "GET") {
    return goOn(res, `/login?next=${encodeURIComponent(req.originalUrl)}`);
  }
  res.render("error", { status, heading: STATUS_CODES[status], message, errors });
}
