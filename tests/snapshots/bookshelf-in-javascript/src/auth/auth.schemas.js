// Auth schemas: the input for registering, logging in and changing the password.
import { z } from "zod";

const address = z.email("Enter an email address.").max(254);

// `meta` is for the documentation, which shows the pattern of the text before it is trimmed.
const email = z.string().trim().toLowerCase().pipe(address).meta({ format: "email", maxLength: 254 });

// Line breaks and control characters would break the layout or disguise the name.
const oneLine = /^[^\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]*$/u;
const name = z.string().trim().min(1).max(100).regex(oneLine, "Contains control characters.");

// The most common leaked passwords that are long enough for the rules.
const common = new Set(
  `password password1 password12 password123 passw0rd 12345678 123456789 1234567890 11111111 00000000 12341234
  87654321 qwertyui qwertyuiop qwerty123 1q2w3e4r 1qaz2wsx asdfghjkl zxcvbnm123 iloveyou sunshine princess
  football baseball superman starwars trustno1 whatever computer internet letmein1 welcome1 abc12345 abcd1234
  changeme admin123`.split(/\s+/),
);

const newPassword = z.string().min(8).max(128)
  .refine((password) => !common.has(password.toLowerCase()), "This password is too common.");

export const registration = z.strictObject({ name, email, password: newPassword });

// Only for logging in: a password that breaks the rules for new ones is simply wrong.
export const credentials = z.strictObject({ email, password: z.string().max(128) });

export const passwordChange = z.strictObject({ currentPassword: z.string().max(128), newPassword });
