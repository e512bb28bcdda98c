// How numbers, sizes, dates and lengths of time are written. Dates are in the browser's zone, which is named.

const DIGITS = new Intl.NumberFormat('en-GB');
const DATE_TIME = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const SHORT = new Intl.DateTimeFormat('en-GB', DATE_TIME);
const THIS_YEAR = new Intl.DateTimeFormat('en-GB', { ...DATE_TIME, year: undefined });
const LONG = new Intl.DateTimeFormat('en-GB', { ...DATE_TIME, month: 'long' });
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** The name of the browser's zone: Europe/Berlin. */
export const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export const count = (number) => DIGITS.format(number ?? 0);

/** 1 mailbox, 2 mailboxes. */
export const counted = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

/** 12.3 MB; 1000 bytes are a kB. */
export function bytes(number) {
  let value = number ?? 0;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}

const written = (format, time) => format.format(new Date(time)).replace(/ at |, /, ' ');

const thisYear = (time) => new Date(time).getFullYear() === new Date().getFullYear();

/** 24 Aug 08:00, with the year where it is another one; for tables, beside which the zone is named. */
export const dateTime = (time) => (time ? written(thisYear(time) ? THIS_YEAR : SHORT, time) : '–');

/** 24 August 2026 08:00 Europe/Berlin. */
export const fullDateTime = (time) => `${written(LONG, time)} ${ZONE}`;

/** 08:00:07. */
export const clock = (time) => CLOCK.format(new Date(time));

/** 2 h 5 min. */
export function duration(seconds) {
  const all = Math.max(0, Math.round(seconds));
  const parts = [
    [Math.floor(all / 86400), 'd'],
    [Math.floor(all / 3600) % 24, 'h'],
    [Math.floor(all / 60) % 60, 'min'],
    [all % 60, 's'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  return first < 0
    ? '0 s'
    : parts
        .slice(first, first + 2)
        .filter(([value]) => value > 0)
        .map(([value, unit]) => `${value} ${unit}`)
        .join(' ');
}

/** in 5 h 12 min. */
export const fromNow = (time) => {
  const seconds = (new Date(time) - Date.now()) / 1000;
  return seconds <= 0 ? 'now' : `in ${duration(seconds < 60 ? seconds : Math.round(seconds / 60) * 60)}`;
};

const two = (number) => String(number).padStart(2, '0');

/** A time as the value of an input for a local date and time: 2026-08-24T08:00. */
export function inputValue(time) {
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day}T${two(time.getHours())}:${two(time.getMinutes())}`;
}

const PASS_TYPES = {
  verify: 'Verify credentials',
  trial: 'Trial migration',
  'pre-stage': 'Pre-Stage migration',
  full: 'Full (Delta) migration',
  retry: 'Retry errors',
};

/** A text of the service, which names commands, in the words of the console: “Retry errors” for 'mailtrek retry'. */
export const inConsole = (text) =>
  text?.replace(/'mailtrek ([a-z-]+)( --mailbox \S+)?'/g, (all, command) => (PASS_TYPES[command] ? `“${PASS_TYPES[command]}”` : all));

const SHORT_PASS_TYPES = { verify: 'Verify', trial: 'Trial', 'pre-stage': 'Pre-Stage', full: 'Full', retry: 'Retry' };

/** What a person calls a type of pass. */
export const passType = (word) => PASS_TYPES[word] ?? word;

/** The same in a word, for tables. */
export const passWord = (word) => SHORT_PASS_TYPES[word] ?? word;
