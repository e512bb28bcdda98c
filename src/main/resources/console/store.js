// State that several parts of the page look at.
import { useEffect, useState } from './preact.js';

export class Store {
  #listeners = new Set();

  constructor(value) {
    this.value = value;
  }

  set(value) {
    if (value === this.value) return;
    this.value = value;
    for (const listener of [...this.#listeners]) listener(value);
  }

  /** Tells the listener each new value; returns what ends that. */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** The value of a store; the component is drawn again when it changes. */
export function useStore(store) {
  const [, draw] = useState(0);
  useEffect(() => {
    const seen = store.value;
    const end = store.listen(() => draw((n) => n + 1));
    if (store.value !== seen) draw((n) => n + 1);
    return end;
  }, [store]);
  return store.value;
}
