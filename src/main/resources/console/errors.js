// What failed in a mailbox and was not migrated since.
import { html } from './preact.js';
import { get } from './api.js';
import { bytes, fullDateTime, inConsole } from './format.js';
import { passChanges } from './live.js';
import { Empty, Loaded } from './parts.js';
import { useResource } from './resource.js';

const LIMIT = 200;

export function Errors({ source }) {
  const errors = useResource((options) => get('/api/errors', { mailbox: source, limit: LIMIT }, options), [source], { after: [passChanges] });
  return html`<h2>Errors</h2>
    <p class="hint">What failed and was not migrated since. Mend the cause, then choose “Retry errors”.</p>
    <${Loaded} resource=${errors}>
      ${(data) =>
        data.errors.length === 0
          ? html`<${Empty}>No errors.<//>`
          : html`<ul class="errorlist">
                ${data.errors.map((error) => html`<${One} key=${`${error.folder} ${error.item}`} error=${error} />`)}
              </ul>
              ${data.next && html`<p class="hint">These are the first ${LIMIT}; the report of the pass has them all.</p>`}`}
    <//>`;
}

function One({ error }) {
  return html`<li>
    <p class="what">
      <span class="badge bad">${error.problem ?? error.errorClass}</span>
      <strong><bdi class="folder">${error.folder}</bdi></strong>
      <span>${error.item === '*' ? 'the whole folder' : `${error.type} ${error.item}`}</span>
      ${error.date && html`<span>of ${fullDateTime(error.date)}</span>`} ${error.size > 0 && html`<span>${bytes(error.size)}</span>`}
      <span class="class">pass ${error.pass}</span>
    </p>
    <p class="answer"><bdi>${error.message}</bdi></p>
    ${error.advice && html`<p class="advice"><strong>What to do:</strong> ${inConsole(error.advice)}</p>`}
    ${error.quarantined && html`<p class="hint">Kept as <bdi>${error.quarantined}</bdi></p>`}
  </li>`;
}
