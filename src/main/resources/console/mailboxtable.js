// The rows of the table of mailboxes.
import { html, useEffect, useRef } from './preact.js';
import { bytes, count, counted, duration, fromNow, inConsole, passWord } from './format.js';
import { Amount, Badge, Progress, When } from './parts.js';
import { mailboxLink } from './router.js';
import { tick } from './selection.js';

/** What the columns after the addresses are sorted by, and how they begin: with the largest where that is what one looks for. */
const COLUMNS = [
  { id: 'destination', title: 'Destination Email' },
  { id: 'status', title: 'Status' },
  { id: 'progress', title: 'Progress' },
  { id: 'items', title: 'Items', number: true },
  { id: 'bytes', title: 'Bytes', number: true },
  { id: 'errors', title: 'Errors', number: true },
  { id: 'lastPass', title: 'Last pass', largest: true },
  { id: 'nextStart', title: 'Next start' },
];

export function MailboxTable({ mailboxes, chosen, sort, order, allTicked, onTickAll, onSort }) {
  const sorted = (id) => (sort === id ? (order === 'desc' ? 'descending' : 'ascending') : undefined);
  const turn = ({ id, number, largest }) =>
    onSort(id, sort === id ? (order === 'desc' ? 'asc' : 'desc') : number || largest ? 'desc' : 'asc');
  return html`<div class="scrolling" role="region" aria-label="Table of mailboxes" tabindex="0">
    <table class="mailboxes" role="table" aria-label="Mailboxes">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" class="source" aria-sort=${sorted('source')}>
            <${All} ticked=${allTicked} empty=${mailboxes.length === 0} onChange=${onTickAll} />
            <${Sorter} title="Source Email" sorted=${sorted('source')} onClick=${() => turn({ id: 'source' })} />
          </th>
          ${COLUMNS.map(
            (column) => html`<th
              key=${column.id}
              role="columnheader"
              scope="col"
              class=${column.number ? 'number' : ''}
              aria-sort=${sorted(column.id)}
            >
              <${Sorter} title=${column.title} sorted=${sorted(column.id)} onClick=${() => turn(column)} />
            </th>`
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${mailboxes.map(
          (mailbox) => html`<${Row}
            key=${`${mailbox.source} ${mailbox.destination}`}
            mailbox=${mailbox}
            ticked=${chosen.has(mailbox.source)}
          />`
        )}
      </tbody>
    </table>
  </div>`;
}

function Sorter({ title, sorted, onClick }) {
  return html`<button type="button" class="sorter" onClick=${onClick}>
    ${title}<span class=${`arrow ${sorted ?? ''}`} aria-hidden="true"></span>
  </button>`;
}

function All({ ticked, empty, onChange }) {
  const box = useRef(null);
  useEffect(() => {
    box.current.indeterminate = ticked === 'some';
    box.current.checked = ticked === 'all';
  });
  return html`<input
    ref=${box}
    type="checkbox"
    aria-label="Select all mailboxes"
    disabled=${empty}
    onChange=${() => onChange(ticked !== 'all')}
  />`;
}

function Row({ mailbox, ticked }) {
  const { source, lastPass } = mailbox;
  return html`<tr role="row" class=${ticked ? 'ticked' : ''}>
    <th role="rowheader" scope="row" class="source">
      <input
        type="checkbox"
        aria-label=${`Select ${source}`}
        checked=${ticked}
        onChange=${(event) => tick([source], event.target.checked)}
      />
      <a href=${mailboxLink(source)}><bdi>${source}</bdi></a>
    </th>
    <td role="cell" class="destination"><bdi>${mailbox.destination}</bdi></td>
    <td role="cell" class="status">
      <${Badge} status=${mailbox.status} errors=${mailbox.failed} />
      <${Remark} mailbox=${mailbox} />
    </td>
    <td role="cell" class="bar"><${Progress} mailbox=${mailbox} /></td>
    <td role="cell" class="number" data-label="Items"><${Amount} value=${mailbox.items} /></td>
    <td role="cell" class="number" data-label="Bytes">${mailbox.totalBytes ? bytes(mailbox.totalBytes) : html`<span class="none">0</span>`}</td>
    <td role="cell" class=${`number ${mailbox.errors > 0 ? 'errors' : ''}`} data-label="Errors">
      ${mailbox.errors > 0
        ? html`<a href=${mailboxLink(source, 'errors')} aria-label=${`${counted(mailbox.errors, 'error')} of ${source}`}>${count(mailbox.errors)}</a>`
        : html`<span class="none">0</span>`}
    </td>
    <td role="cell" class="last" data-label="Last pass">
      ${lastPass ? html`${passWord(lastPass.type)} <small><${When} time=${lastPass.endedAt} /></small>` : html`<span class="none">–</span>`}
    </td>
    <td role="cell" class="next" data-label="Next start">
      ${mailbox.nextStart ? html`${passWord(mailbox.nextType)} <small><${When} time=${mailbox.nextStart} /></small>` : html`<span class="none">–</span>`}
    </td>
  </tr>`;
}

/** What a person wants to know beside the status: what runs and how long, why it waits, or why it failed. */
function Remark({ mailbox }) {
  const text = remark(mailbox);
  return text ? html`<small class="remark" title=${text}><bdi>${text}</bdi></small>` : null;
}

function remark({ status, type, pauseReason, secondsLeft, failed, message, nextStart }) {
  if (pauseReason) return pauseReason;
  if (status === 'Processing') return `${passWord(type)}${secondsLeft > 0 ? `, ${duration(secondsLeft)} left` : ''}`;
  if (status === 'Submitted' && nextStart) return `will start ${fromNow(nextStart)}`;
  if (status === 'Completed' && failed > 0) return `with ${counted(failed, 'error')}`;
  return status === 'Failed' ? inConsole(message) : '';
}
