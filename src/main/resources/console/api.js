// Requests to the REST API. What goes wrong becomes a Problem, whose message is what the server said.
import { Store } from './store.js';

/** Who is logged in, as the server tells it: undefined while unknown, null for nobody. */
export const session = new Store(undefined);

/** Why one has to log in again, for the page that asks for the token. */
export const farewell = new Store('');

/** Ends the session on this page, which is shown again as it was after the next login. */
export function endSession(reason) {
  farewell.set(reason);
  session.set(null);
}

/** An answer that says what is wrong. */
export class Problem extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function problem(response) {
  let detail = '';
  if (response.headers.get('Content-Type')?.includes('json')) {
    const body = await response.json().catch(() => ({}));
    detail = body.detail ?? body.title ?? '';
  }
  return new Problem(response.status, detail || `The server answered with status ${response.status}.`);
}

/**
 * @param signal aborts the request
 * @param background whether nobody at the page has caused the request: then it does not count against the idle time-out
 */
async function request(method, path, body, { signal, background = false } = {}) {
  const headers = {};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && session.value) headers['X-MailTrek-Csrf'] = session.value.csrf;
  if (background) headers['X-MailTrek-Background'] = '1';
  let response;
  try {
    response = await fetch(path, { method, signal, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch (e) {
    if (e.name === 'AbortError') throw e;
    throw new Problem(0, 'The service can’t be reached. Is “bin/mailtrek run” still running?');
  }
  if (!response.ok) {
    const wrong = await problem(response);
    if (wrong.status === 401 && session.value) endSession('Your session has ended. Log in again to go on where you were.');
    throw wrong;
  }
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}

/** A path with parameters; those without a value are left out. */
export function withQuery(path, parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const query = new URLSearchParams(given).toString();
  return query ? `${path}?${query}` : path;
}

export const get = (path, parameters = {}, options = {}) => request('GET', withQuery(path, parameters), undefined, options);
export const post = (path, body = {}, options = {}) => request('POST', path, body, options);
export const put = (path, body) => request('PUT', path, body);
export const remove = (path) => request('DELETE', path);
