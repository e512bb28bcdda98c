// Which mailboxes are ticked, by source address. It outlives sorting, filtering, paging and a reload of the page, but not its tab.
import { Store } from './store.js';

const KEY = 'mailtrek-selection';

function read() {
  try {
    return new Set(JSON.parse(sessionStorage.getItem(KEY) ?? '[]'));
  } catch {
    return new Set();
  }
}

export const selection = new Store(read());

function change(chosen) {
  selection.set(chosen);
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...chosen]));
  } catch {
    // Without it the selection ends with the page, which is no harm.
  }
}

/** Ticks or unticks mailboxes. */
export function tick(sources, ticked) {
  const chosen = new Set(selection.value);
  for (const source of sources) {
    if (ticked) chosen.add(source);
    else chosen.delete(source);
  }
  change(chosen);
}

export const clearSelection = () => change(new Set());
