// "Where is this message?": looks for items of a mailbox.
import { html, useState } from './preact.js';
import { get } from './api.js';
import { bytes, counted, dateTime, inConsole, ZONE } from './format.js';
import { Empty, Scrolling, Wrong } from './parts.js';

const LIMIT = 100;
const OUTCOMES = {
  migrated: ['good', 'Migrated'],
  adopted: ['good', 'Adopted'],
  failed: ['bad', 'Failed'],
  'not-migrated': ['none', 'Not migrated yet'],
};

/** A day of the browser's zone as a moment; the end of it where it is the last one. */
function moment(day, end) {
  if (!day) return '';
  const time = new Date(`${day}T00:00`);
  if (end) time.setDate(time.getDate() + 1);
  return time.toISOString();
}

export function Items({ source }) {
  const [found, setFound] = useState(undefined);
  const [error, setError] = useState(undefined);
  const [busy, setBusy] = useState(false);

  const search = async (event) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.target));
    setBusy(true);
    setError(undefined);
    try {
      setFound(
        await get('/api/items', {
          mailbox: source,
          subject: fields.subject.trim(),
          messageId: fields.messageId.trim(),
          folder: fields.folder.trim(),
          from: moment(fields.from),
          before: moment(fields.to, true),
          limit: LIMIT,
        })
      );
    } catch (e) {
      setFound(undefined);
      setError(e);
    }
    setBusy(false);
  };

  return html`<h2>Where is this message?</h2>
    <p class="hint">
      The ledger keeps no subjects: with a subject or a Message-ID, the source server is asked. Without them, what the ledger knows is listed. What no
      pass has migrated has no date there, and is found whatever the dates.
    </p>
    <form class="search" role="search" aria-label="Find a message" onSubmit=${search}>
      <label>Subject <input name="subject" autocomplete="off" /></label>
      <label>Message-ID <input name="messageId" autocomplete="off" spellcheck="false" /></label>
      <label>Folder <input name="folder" autocomplete="off" spellcheck="false" /></label>
      <label>From (${ZONE}) <input name="from" type="date" /></label>
      <label>To (${ZONE}) <input name="to" type="date" /></label>
      <button type="submit" class="primary" disabled=${busy}>Search</button>
    </form>
    <${Wrong} error=${error} />
    <div aria-live="polite">
      ${busy && html`<p class="loading">Searching…</p>`}
      ${!busy && found && (found.items.length === 0 ? html`<${Empty}>Nothing was found.<//>` : html`<${Found} found=${found} />`)}
    </div>`;
}

function Found({ found }) {
  return html`<p>${found.next ? `The first ${found.items.length} items:` : `${counted(found.items.length, 'item')} found:`}</p>
    <${Scrolling} label="Items found">
      <table>
        <thead>
          <tr>
            <th scope="col">Outcome</th>
            <th scope="col">Folder</th>
            <th scope="col">Item</th>
            <th scope="col">Date (${ZONE})</th>
            <th scope="col" class="number">Size</th>
            <th scope="col" class="number">Pass</th>
            <th scope="col">At the destination</th>
          </tr>
        </thead>
        <tbody>
          ${found.items.map((item) => html`<${Item} key=${`${item.destination} ${item.folder} ${item.item}`} item=${item} />`)}
        </tbody>
      </table>
    <//>`;
}

function Item({ item }) {
  const [tone, word] = OUTCOMES[item.outcome] ?? ['none', item.outcome];
  return html`<tr>
    <td><span class=${`badge ${tone}`}>${word}</span></td>
    <th scope="row"><bdi class="folder">${item.folder}</bdi></th>
    <td>${item.type} ${item.item}</td>
    <td>${dateTime(item.date)}</td>
    <td class="number">${item.size > 0 ? bytes(item.size) : '–'}</td>
    <td class="number">${item.pass ?? '–'}</td>
    <td>
      ${item.outcome === 'failed'
        ? html`<bdi>${inConsole(item.message)}</bdi>`
        : item.outcome === 'not-migrated'
          ? 'No pass has brought it yet: a filter or the cut-off left it out, or it is newer than the last pass.'
          : html`<bdi>${item.destination}</bdi>${item.destinationId && html` <small>${item.destinationId}</small>`}`}
    </td>
  </tr>`;
}
