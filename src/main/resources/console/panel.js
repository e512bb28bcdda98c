// What the panels that start a pass have in common.
import { html, useState } from './preact.js';
import { post } from './api.js';
import { counted, fullDateTime, inputValue, ZONE } from './format.js';
import { Dialog } from './dialog.js';
import { Note, Wrong } from './parts.js';
import { useResource } from './resource.js';

const SHOWN = 20;

/** What the server says that a pass would do, or why it can't. */
export const usePreview = (order) =>
  useResource(() => post('/api/passes/preview', order), [JSON.stringify(order)]);

/**
 * A panel: its fields, and the buttons.
 *
 * @param order what is submitted; undefined while the fields don't permit it
 */
export function StartPanel({ title, sources, order, action = 'Start Migration', onClose, onStarted, children }) {
  const [error, setError] = useState(undefined);
  const [busy, setBusy] = useState(false);

  const submit = async (event) => {
    event.preventDefault();
    if (busy || !order) return;
    setBusy(true);
    setError(undefined);
    try {
      onStarted(await post('/api/passes', { ...order, mailboxes: sources }));
    } catch (e) {
      setError(e);
      setBusy(false);
    }
  };

  return html`<${Dialog} title=${title} onClose=${onClose}>
    <form onSubmit=${submit}>
      <div class="body">
        <${Chosen} sources=${sources} />
        ${children}
        <${Wrong} error=${error} />
      </div>
      <footer>
        <button type="button" onClick=${onClose}>Cancel</button>
        <button type="submit" class="primary" disabled=${!order || busy}>${busy ? 'Starting…' : action}</button>
      </footer>
    </form>
  <//>`;
}

function Chosen({ sources }) {
  if (sources.length === 1) {
    return html`<p class="chosen">For <strong><bdi>${sources[0]}</bdi></strong></p>`;
  }
  return html`<details class="chosen">
    <summary>For ${counted(sources.length, 'mailbox', 'mailboxes')}</summary>
    <ul>
      ${sources.slice(0, SHOWN).map((source) => html`<li key=${source}><bdi>${source}</bdi></li>`)}
      ${sources.length > SHOWN && html`<li>and ${counted(sources.length - SHOWN, 'more', 'more')}</li>`}
    </ul>
  </details>`;
}

/** The next evening at eight. */
function thisEvening() {
  const time = new Date();
  if (time.getHours() >= 19) time.setDate(time.getDate() + 1);
  time.setHours(20, 0, 0, 0);
  return time;
}

/** When a pass begins: at once where it is not delayed. */
export function useStartAt() {
  const [delayed, setDelayed] = useState(false);
  const [value, setValue] = useState(() => inputValue(thisEvening()));
  const time = new Date(value);
  const invalid = Number.isNaN(time.getTime())
    ? 'Enter a date and a time.'
    : time <= new Date()
      ? 'This time is past: choose a later one.'
      : '';
  return {
    delayed,
    value,
    setDelayed,
    setValue,
    invalid: delayed ? invalid : '',
    startAt: delayed && !invalid ? time.toISOString() : undefined,
  };
}

/**
 * @param busy how many of the mailboxes are in a pass that has not ended
 */
export function StartAt({ start, busy = 0 }) {
  return html`<fieldset>
    <legend>Start</legend>
    ${busy > 0 &&
    html`<${Note}>
      <p>
        ${counted(busy, 'mailbox has', 'mailboxes have')} another pass that is under way or waits for its start. Passes of one mailbox never run at
        once: one goes after the other.
      </p>
    <//>`}
    <label class="check">
      <input type="checkbox" checked=${start.delayed} onChange=${(event) => start.setDelayed(event.target.checked)} />
      <span>Automatically start the migration at</span>
    </label>
    <div class="indented">
      <label>
        Start date and time (${ZONE})
        <input
          type="datetime-local"
          value=${start.value}
          disabled=${!start.delayed}
          aria-invalid=${start.invalid ? 'true' : undefined}
          aria-describedby="start-at-text"
          onInput=${(event) => start.setValue(event.target.value)}
        />
      </label>
      <p id="start-at-text" class=${start.invalid ? 'invalid' : 'resolved'} aria-live="polite">
        ${start.invalid || (start.delayed ? html`Starts on <strong>${fullDateTime(start.startAt)}</strong>.` : 'Starts at once.')}
      </p>
    </div>
  </fieldset>`;
}
