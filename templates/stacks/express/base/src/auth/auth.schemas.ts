// What registering, logging in and changing the password take.
import { z } from "zod";
import { newPassword } from "./passwords.ts";

const email = z.string().trim().toLowerCase().pipe(z.email().max(254));

export const registration = z.strictObject({ name: z.string().trim().min(1).max(100), email, password: newPassword });

// Only for logging in: what does not fit the rules for new passwords is simply a wrong one.
export const credentials = z.strictObject({ email, password: z.string().max(128) });

export const passwordChange = z.strictObject({ currentPassword: z.string().max(128), newPassword });
