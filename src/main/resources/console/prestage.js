// The panel of a Pre-Stage migration: which mail, how old, and when.
import { html, useState } from './preact.js';
import { fullDateTime, inputValue, ZONE } from './format.js';
import { StartAt, StartPanel, usePreview, useStartAt } from './panel.js';
import { Note } from './parts.js';

const OTHER_TYPES = ['Calendars', 'Contacts', 'Journals', 'Notes', 'Tasks'];
const DAYS = [30, 60, 90];

function daysAgo(days) {
  const time = new Date();
  time.setDate(time.getDate() - days);
  return time;
}

export function PreStagePanel({ sources, onClose, onStarted }) {
  const [mail, setMail] = useState(true);
  const [age, setAge] = useState('90');
  const [date, setDate] = useState(() => inputValue(new Date(daysAgo(90).setHours(0, 0, 0, 0))));
  const start = useStartAt();
  const preview = usePreview({ type: 'pre-stage', mailboxes: sources });

  const specific = age === 'specific';
  const choice = preview.data?.choices.find(({ olderThan }) => olderThan === `${age}d`);
  const cutOff = specific ? new Date(date) : choice ? new Date(choice.cutOff) : daysAgo(Number(age));
  const invalid = Number.isNaN(cutOff.getTime())
    ? 'Enter a date and a time.'
    : cutOff > new Date()
      ? 'This time is in the future: choose an earlier one.'
      : '';
  const order =
    mail && !invalid && !start.invalid
      ? { type: 'pre-stage', olderThan: specific ? cutOff.toISOString() : `${age}d`, startAt: start.startAt }
      : undefined;

  return html`<${StartPanel} title="Pre-Stage migration" sources=${sources} order=${order} onClose=${onClose} onStarted=${onStarted}>
    <fieldset>
      <legend>Items to migrate</legend>
      <div class="types">
        <label class="check">
          <input type="checkbox" checked=${mail} onChange=${(event) => setMail(event.target.checked)} /><span>Mail</span>
        </label>
        ${OTHER_TYPES.map(
          (name) => html`<label class="check greyed" key=${name}>
            <input type="checkbox" disabled aria-describedby="why-mail-only" /><span>${name}</span>
          </label>`
        )}
      </div>
      <p id="why-mail-only" class="hint">
        Calendars, contacts, journals, notes and tasks still change, and changes are not propagated once an item was migrated. The Full (Delta) pass
        takes them.
      </p>
      ${!mail && html`<p class="invalid" role="alert">Tick Mail: a Pre-Stage migration has nothing else to migrate.</p>`}
    </fieldset>
    <fieldset>
      <legend>Date range</legend>
      <label>
        Migrate items whose create date is older than
        <select value=${age} onChange=${(event) => setAge(event.target.value)}>
          ${DAYS.map((days) => html`<option key=${days} value=${days}>${days} days ago</option>`)}
          <option value="specific">A specific date and time</option>
        </select>
      </label>
      ${specific &&
      html`<label>
        Date and time (${ZONE})
        <input
          type="datetime-local"
          value=${date}
          aria-invalid=${invalid ? 'true' : undefined}
          aria-describedby="cut-off"
          onInput=${(event) => setDate(event.target.value)}
        />
      </label>`}
      <p id="cut-off" class=${invalid ? 'invalid' : 'resolved'} aria-live="polite">
        ${invalid || html`Mail older than <strong>${fullDateTime(cutOff)}</strong> is migrated.`}
      </p>
      <${Overrides} preview=${preview} />
    </fieldset>
    <${StartAt} start=${start} busy=${preview.data?.busy} />
  <//>`;
}

/** Which of the project's own dates don't count here. */
function Overrides({ preview }) {
  const filters = (preview.data?.dateFilters ?? []).filter((filter) => filter.overridden);
  return html`<${Note}>
    <p>This date overrides the date filters of the project (Advanced Options).</p>
    ${filters.length > 0
      ? html`<ul>
          ${filters.map(
            ({ setting, value }) => html`<li key=${`${setting} ${value}`}><code>${setting} = ${value}</code> does not count in this pass.</li>`
          )}
        </ul>`
      : preview.data && html`<p>The project has none set.</p>`}
    ${preview.error && html`<p>${preview.error.message}</p>`}
  <//>`;
}
