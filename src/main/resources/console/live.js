// The live events of the service, and whether it is there.
import { endSession, get, session } from './api.js';
import { announce } from './announce.js';
import { passType } from './format.js';
import { Store } from './store.js';

const ENDED = ['Completed', 'Failed', 'Stopped'];
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 10000;

/** The service sends its rate every two seconds; without it for so long, it is gone. */
const SILENCE_MILLIS = 10000;

/** connecting, live or lost. */
export const connection = new Store('connecting');

/** Grows each time the connection has come back: what is shown may be old then. */
export const comeBack = new Store(0);

/** Grows when a mailbox has changed, once a frame at most. */
export const mailboxChanges = new Store(0);

/** Grows when so many mailboxes have changed that they are not told one by one. */
export const manyChanges = new Store(0);

/** Grows when a pass was submitted, has another status or has ended. */
export const passChanges = new Store(0);

/** The steps of the project, when they were changed. */
export const steps = new Store(undefined);

/** The newest rate. */
export const rate = new Store(undefined);

/** The newest lines of the log. */
export const logLines = new Store([]);

const latest = new Map();
let source = null;
let retry = 0;
let silence = 0;
let wait = FIRST_WAIT;
let frame = 0;

const grow = (store) => store.set(store.value + 1);
const key = ({ source: from, destination }) => `${from} ${destination}`;

/** A mailbox as it is now, when what is known of it was asked for at a time. */
export function current(mailbox, asked) {
  const event = latest.get(key(mailbox));
  return event && event.received >= asked ? event.mailbox : mailbox;
}

function takeMailbox(mailbox) {
  latest.set(key(mailbox), { mailbox, received: performance.now() });
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    grow(mailboxChanges);
  });
}

const HANDLERS = {
  ready: () => {
    wait = FIRST_WAIT;
    latest.clear();
    if (connection.value === 'lost') {
      announce('Connected again.');
      grow(comeBack);
    }
    connection.set('live');
  },
  mailbox: takeMailbox,
  'mailboxes-changed': () => grow(manyChanges),
  pass: ({ pass, type, status }) => {
    if (ENDED.includes(status)) announce(`Pass ${pass}, ${passType(type)}: ${status}.`);
    grow(passChanges);
  },
  rate: (sample) => rate.set(sample),
  log: ({ lines }) => logLines.set(lines),
  cutover: (changed) => steps.set(changed),
  'session-ended': () => endSession('Your session has ended. Log in again to go on where you were.'),
};

/** Connects, and does so again whenever the connection is lost, until {@link disconnect}. */
export function connect() {
  disconnect();
  const opened = new EventSource('/api/events?console=1');
  source = opened;
  for (const [name, handle] of Object.entries(HANDLERS)) {
    opened.addEventListener(name, (event) => {
      if (source !== opened) return;
      awaitNext();
      handle(JSON.parse(event.data));
    });
  }
  opened.addEventListener('error', () => source === opened && lost());
  awaitNext();
}

function awaitNext() {
  clearTimeout(silence);
  silence = setTimeout(lost, SILENCE_MILLIS);
}

function lost() {
  disconnect();
  if (connection.value === 'live') announce('The connection to the service is lost.');
  connection.set('lost');
  retry = setTimeout(tryAgain, wait);
  wait = Math.min(wait * 1.5, LONGEST_WAIT);
}

/** Asks first whether the session still lasts: an event source does not tell why it failed. */
async function tryAgain() {
  try {
    await get('/api/session');
  } catch {
    if (session.value) lost();
    return;
  }
  if (session.value) connect();
}

export function disconnect() {
  clearTimeout(retry);
  clearTimeout(silence);
  source?.close();
  source = null;
}

addEventListener('online', () => {
  if (connection.value === 'lost' && session.value) {
    clearTimeout(retry);
    tryAgain();
  }
});
