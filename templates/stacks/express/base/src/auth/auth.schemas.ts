// Auth schemas: the input for registering, logging in and changing the password.
import { z } from "zod";
import { newPassword } from "./passwords.ts";

const address = z.email("Enter an email address.").max(254);

// {{#if ideaKind.pages}}
// const email = z.string().trim().toLowerCase().pipe(address);{{! Only an API documents it. }}
// {{else}}
// `meta` is for the documentation, which shows the pattern of the text before it is trimmed.
const email = z.string().trim().toLowerCase().pipe(address).meta({ format: "email", maxLength: 254 });
// {{/if}}

// Line breaks and control characters would break the layout or disguise the name.
const oneLine = /^[^\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]*$/u;
const name = z.string().trim().min(1, "Required.").max(100).regex(oneLine, "Contains control characters.");

export const registration = z.strictObject({ name, email, password: newPassword });

// Only for logging in: a password that breaks the rules for new ones is simply wrong.
export const credentials = z.strictObject({ email, password: z.string().max(128) });

export const passwordChange = z.strictObject({ currentPassword: z.string().max(128), newPassword });
