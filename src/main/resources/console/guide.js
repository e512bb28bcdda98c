// The three steps of a migration, and where the project stands.
import { html, useState } from './preact.js';
import { announce } from './announce.js';
import { get, post, remove } from './api.js';
import { Confirm } from './dialog.js';
import { count, counted, fullDateTime, inputValue, ZONE } from './format.js';
import { passChanges, steps as changedSteps } from './live.js';
import { Wrong } from './parts.js';
import { useResource } from './resource.js';

const ORDER = ['pre-stage', 'cutover', 'full', 'done'];

export function Guide() {
  const steps = useResource((options) => get('/api/project/steps', {}, options), [], { after: [passChanges, changedSteps] });
  const [asking, setAsking] = useState(false);
  const data = steps.data;
  const state = (id) => {
    if (!data) return '';
    const ahead = ORDER.indexOf(id) - ORDER.indexOf(data.current);
    return ahead < 0 ? 'done' : ahead === 0 ? 'now' : '';
  };
  const done = () => {
    setAsking(false);
    steps.reload();
  };
  return html`<section class="guide" aria-label="The three steps">
    <ol>
      <${Step} number="1" title="Pre-Stage migration" state=${state('pre-stage')} text=${data && progress(data.preStage, data.mailboxes)}>
        Moves the old mail, days or weeks before the cutover. People keep working.
      <//>
      <${Step} number="2" title="MX record cutover" state=${state('cutover')} text=${data?.cutover && `Done on ${fullDateTime(data.cutover.at)}.`}>
        New mail arrives at the destination from now on. You change the MX records at your name service.
        ${data &&
        html`<button type="button" class="link" onClick=${() => setAsking(true)}>
          ${data.cutover ? 'Take back the record of it' : 'Record that it is done'}
        </button>`}
      <//>
      <${Step} number="3" title="Full (Delta) pass" state=${state('full')} text=${data && progress(data.full, data.mailboxes)}>
        Moves all that is left: all item types, whatever their date. It is quick, as the bulk is there.
      <//>
    </ol>
    <${Wrong} error=${steps.error} retry=${steps.reload} />
    ${data &&
    html`<details>
      <summary>What is not propagated</summary>
      <ul>
        ${data.notes.map((note) => html`<li key=${note}>${note}</li>`)}
      </ul>
    </details>`}
    ${asking && html`<${Cutover} recorded=${data.cutover} onClose=${() => setAsking(false)} onDone=${done} />`}
  </section>`;
}

function Step({ number, title, state, text, children }) {
  return html`<li class=${`step ${state}`} aria-current=${state === 'now' ? 'step' : undefined}>
    <span class="mark" aria-hidden="true">${state === 'done' ? '✓' : number}</span>
    <div>
      <h2>${title}${state === 'done' && html`<span class="aside"> (done)</span>`}</h2>
      <p>${children}</p>
      ${text && html`<p class="state">${text}</p>`}
    </div>
  </li>`;
}

function progress({ done, underWay, scheduled, failed }, mailboxes) {
  const parts = [
    [done, `of ${counted(mailboxes, 'mailbox', 'mailboxes')} completed`],
    [underWay, 'under way'],
    [scheduled, 'scheduled'],
    [failed, 'failed'],
  ]
    .filter(([number]) => number > 0)
    .map(([number, words]) => `${count(number)} ${words}`);
  return parts.length > 0 ? `${parts.join(', ')}.` : 'Not begun.';
}

/** MailTrek does not look at MX records, so it is told of the cutover, or that it was told too early. */
function Cutover({ recorded, onClose, onDone }) {
  const [value, setValue] = useState(inputValue(new Date()));
  const [error, setError] = useState(undefined);
  const confirm = async () => {
    try {
      if (recorded) await remove('/api/project/cutover');
      else await post('/api/project/cutover', { at: new Date(value).toISOString() });
      announce(recorded ? 'The cutover is no longer recorded.' : 'The cutover is recorded.');
      onDone();
    } catch (e) {
      setError(e instanceof RangeError ? new Error('Enter a date and a time.') : e);
    }
  };
  return html`<${Confirm}
    title="MX record cutover"
    action=${recorded ? 'Take back' : 'Record the cutover'}
    onConfirm=${confirm}
    onClose=${onClose}
  >
    ${recorded
      ? html`<p>It is recorded for ${fullDateTime(recorded.at)}. Taking that back changes nothing but this guide.</p>`
      : html`<p>MailTrek does not change or look at MX records. Record here when you have changed them, so that the guide knows.</p>
          <label>
            The MX records were changed on (${ZONE})
            <input type="datetime-local" value=${value} onInput=${(event) => setValue(event.target.value)} />
          </label>`}
    <${Wrong} error=${error} />
  <//>`;
}
