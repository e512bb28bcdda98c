// What is said to people who don't see the page, and shortly shown to those who do.
import { html } from './preact.js';
import { Store, useStore } from './store.js';

const SHOWN_MILLIS = 6000;

const message = new Store('');
let timer = 0;

export function announce(text) {
  message.set(text);
  clearTimeout(timer);
  timer = setTimeout(() => message.set(''), SHOWN_MILLIS);
}

export function Announcer() {
  const text = useStore(message);
  return html`<div class="announcer" role="status" aria-live="polite">${text && html`<p class="toast">${text}</p>`}</div>`;
}
