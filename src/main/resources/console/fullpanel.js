// The panel of a Full pass, also called Delta pass: everything, whatever its date.
import { html, useState } from './preact.js';
import { StartAt, StartPanel, usePreview, useStartAt } from './panel.js';
import { Note, Wrong } from './parts.js';

const TYPES = [
  ['mail', 'Mail'],
  ['calendar', 'Calendars'],
  ['contact', 'Contacts'],
  ['journal', 'Journals'],
  ['note', 'Notes'],
  ['task', 'Tasks'],
];

const UNKNOWN = 'How much there is can’t be told yet: verify the mailboxes, or run a Pre-Stage migration first.';

export function FullPanel({ sources, onClose, onStarted }) {
  const [adopt, setAdopt] = useState(false);
  const start = useStartAt();
  const preview = usePreview({ type: 'full', mailboxes: sources });
  const order = start.invalid ? undefined : { type: 'full', startAt: start.startAt, adopt };
  const delivered = new Map((preview.data?.itemTypes ?? []).map((each) => [each.type, each]));

  return html`<${StartPanel} title="Full (Delta) migration" sources=${sources} order=${order} onClose=${onClose} onStarted=${onStarted}>
    <fieldset>
      <legend>Items to migrate</legend>
      <p class="hint" id="all-types">A Full pass takes all item types, and sets no date. What was migrated before is not migrated again.</p>
      <ul class="delivery">
        ${TYPES.map(([word, name]) => html`<${ItemType} key=${word} name=${name} delivery=${delivered.get(word)} />`)}
      </ul>
      <${LeftOut} filters=${preview.data?.dateFilters ?? []} />
    </fieldset>
    <${Estimate} preview=${preview} />
    <${StartAt} start=${start} busy=${preview.data?.busy} />
    <fieldset>
      <legend>Options</legend>
      <label class="check">
        <input type="checkbox" checked=${adopt} onChange=${(event) => setAdopt(event.target.checked)} aria-describedby="adopt-text" />
        <span>Take over what is at the destination already</span>
      </label>
      <p class="hint indented" id="adopt-text">For mail that another tool has moved before: copies that are found are recorded, and only the rest is copied.</p>
    </fieldset>
  <//>`;
}

function ItemType({ name, delivery }) {
  return html`<li>
    <label class="check">
      <input type="checkbox" checked disabled aria-describedby="all-types" /><span>${name}</span>
    </label>
    ${delivery && html`<span class=${delivery.available ? 'can' : 'cannot'}>${delivery.available ? 'The source delivers this.' : delivery.reason}</span>`}
  </li>`;
}

/** The project's own dates count in a Full pass, and a person who expects everything has to know. */
function LeftOut({ filters }) {
  if (filters.length === 0) return null;
  return html`<${Note} tone="warn">
    <p>Not everything: the project has date filters (Advanced Options).</p>
    <ul>
      ${filters.map(({ setting, value, text }) => html`<li key=${`${setting} ${value}`}>${text} <code>${setting} = ${value}</code></li>`)}
    </ul>
    <p>To migrate these items too, take the filters out of the project’s configuration.</p>
  <//>`;
}

function Estimate({ preview }) {
  const { data, error, loading } = preview;
  return html`<fieldset aria-live="polite">
    <legend>Estimate</legend>
    <${Wrong} error=${error} />
    ${!data && loading && html`<p class="loading">Estimating…</p>`}
    ${data && (data.forecast ? data.forecast.sentences : [UNKNOWN]).map((sentence) => html`<p key=${sentence}>${sentence}</p>`)}
  </fieldset>`;
}
