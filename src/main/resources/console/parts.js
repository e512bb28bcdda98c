// Small things that many pages show.
import { html } from './preact.js';
import { count, dateTime, fullDateTime } from './format.js';

const TONES = {
  Completed: 'good',
  Failed: 'bad',
  'With errors': 'bad',
  Processing: 'active',
  Stopping: 'warn',
  Stopped: 'warn',
  Queued: 'calm',
  Submitted: 'calm',
};

/** A status in a word, with a colour that says the same. */
export function Badge({ status, errors = 0 }) {
  const tone = status === 'Completed' && errors > 0 ? 'warn' : (TONES[status] ?? 'none');
  return html`<span class="badge ${tone}">${status}</span>`;
}

/** How much is done, from 0 to 100; undefined while that can't be told. */
function percent({ status, progress }) {
  if (progress !== null && progress !== undefined) return Math.floor(progress * 100);
  return status === 'Processing' || status === 'Stopping' ? undefined : 0;
}

export function Progress({ mailbox }) {
  const value = percent(mailbox);
  const text = value === undefined ? '…' : `${value} %`;
  return html`<span class="progress">
    <progress max="100" value=${value} aria-label=${`Progress of ${mailbox.source}`}></progress>
    <span class="percent">${text}</span>
  </span>`;
}

/** A date and time in the browser's zone; the zone is in its tool tip. */
export function When({ time }) {
  return time ? html`<time datetime=${time} title=${fullDateTime(time)}>${dateTime(time)}</time>` : html`<span class="none">–</span>`;
}

export function Amount({ value }) {
  return value ? html`${count(value)}` : html`<span class="none">0</span>`;
}

/** What went wrong, in the words of the server, where it belongs. */
export function Wrong({ error, retry = undefined }) {
  if (!error) return null;
  return html`<div class="notice bad" role="alert">
    <p>${error.message}</p>
    ${retry && html`<button type="button" class="plain" onClick=${retry}>Try again</button>`}
  </div>`;
}

/** A note that is not urgent. */
export function Note({ tone = 'info', children }) {
  return html`<div class="notice ${tone}">${children}</div>`;
}

/** Something that is loading, has failed, or is there. */
export function Loaded({ resource, children }) {
  if (resource.data !== undefined) {
    return html`<${Wrong} error=${resource.error} retry=${resource.reload} />${children(resource.data)}`;
  }
  return resource.error
    ? html`<${Wrong} error=${resource.error} retry=${resource.reload} />`
    : html`<p class="loading" role="status">Loading…</p>`;
}

/** A table that can be scrolled sideways, also with the keyboard, where it is wider than the page. */
export function Scrolling({ label, children }) {
  return html`<div class="scrolling" role="region" aria-label=${label} tabindex="0">${children}</div>`;
}

export function Empty({ children }) {
  return html`<p class="empty">${children}</p>`;
}
