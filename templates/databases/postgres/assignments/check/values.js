// Values: how checks read numbers and times: numbers as numbers, dates as text, and times as text in UTC.
import pg from "pg";

const parsers = {
  20: Number, // bigint
  1700: Number, // numeric
  1082: String, // date
  1184: (time) => (isNaN(Date.parse(time)) ? time : new Date(time).toISOString()), // timestamptz
};
for (const [type, parse] of Object.entries(parsers)) pg.types.setTypeParser(Number(type), parse);
