// The part of the address behind #: which page is shown, and its parameters.
import { Store } from './store.js';

function read() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  return {
    parts: path.split('/').filter(Boolean).map(decoded),
    query: Object.fromEntries(new URLSearchParams(query ?? '')),
  };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const route = new Store(read());

addEventListener('hashchange', () => route.set(read()));

/** The address of a page. */
export function link(parts, query = {}) {
  const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '' && value !== undefined)).toString();
  return `#/${parts.map(encodeURIComponent).join('/')}${text ? `?${text}` : ''}`;
}

export const mailboxLink = (source, tab = undefined) => link(tab ? ['mailbox', source, tab] : ['mailbox', source]);

/** Goes to an address without a new entry in the history. */
export function replace(address) {
  history.replaceState(null, '', address);
  route.set(read());
}

/** Changes the parameters of the page. */
export const changeQuery = (query) => replace(link(route.value.parts, query));
