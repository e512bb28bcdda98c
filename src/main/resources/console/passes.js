// The passes of a mailbox with the sums of their outcomes.
import { html, useState } from './preact.js';
import { get } from './api.js';
import { bytes, dateTime, duration, inConsole, passWord, ZONE } from './format.js';
import { passChanges } from './live.js';
import { Amount, Badge, Empty, Loaded, Scrolling, When } from './parts.js';
import { useResource } from './resource.js';

const OUTCOMES = [
  ['migrated', 'Migrated'],
  ['alreadyMigrated', 'Already migrated'],
  ['adopted', 'Adopted'],
  ['filtered', 'Filtered'],
  ['skipped', 'Skipped'],
  ['failed', 'Failed'],
  ['listed', 'Listed'],
];

export function Passes({ source, passes }) {
  const [shown, setShown] = useState(undefined);
  if (passes.length === 0) return html`<${Empty}>No pass yet.<//>`;
  const looked = passes.filter(({ type }) => type === 'verify' || type === 'trial');
  return html`<h2>Passes</h2>
    <p class="hint">Listed = migrated + already migrated + adopted + filtered + skipped + failed. Times are in ${ZONE}.</p>
    <${Scrolling} label="Passes of this mailbox">
      <table>
        <thead>
          <tr>
            <th scope="col">Pass</th>
            <th scope="col">Status</th>
            <th scope="col">Started</th>
            <th scope="col" class="number">Took</th>
            ${OUTCOMES.map(([id, title]) => html`<th key=${id} scope="col" class="number">${title}</th>`)}
            <th scope="col" class="number">Bytes</th>
          </tr>
        </thead>
        <tbody>
          ${passes.map((pass) => html`<${Pass} key=${`${pass.pass} ${pass.destination}`} pass=${pass} />`)}
        </tbody>
      </table>
    <//>
    ${looked.length > 0 &&
    html`<h2>What verification found</h2>
      <label>
        Pass
        <select value=${shown ?? looked[0].pass} onChange=${(event) => setShown(Number(event.target.value))}>
          ${looked.map(({ pass, type }) => html`<option key=${pass} value=${pass}>${pass}: ${passWord(type)}</option>`)}
        </select>
      </label>
      <${Findings} source=${source} pass=${shown ?? looked[0].pass} />`}`;
}

function Pass({ pass }) {
  return html`<tr>
    <th scope="row">
      ${pass.pass} ${passWord(pass.type)}
      ${pass.cutOff && html`<small>older than ${dateTime(pass.cutOff)}</small>`}
    </th>
    <td>
      <${Badge} status=${pass.status} errors=${pass.failed} />
      ${pass.message && html`<small class="remark" title=${inConsole(pass.message)}><bdi>${inConsole(pass.message)}</bdi></small>`}
    </td>
    <td><${When} time=${pass.startedAt ?? pass.startAt} /></td>
    <td class="number">${pass.startedAt && pass.endedAt ? duration((new Date(pass.endedAt) - new Date(pass.startedAt)) / 1000) : '–'}</td>
    ${OUTCOMES.map(
      ([id]) => html`<td key=${id} class=${`number ${id === 'failed' && pass.failed > 0 ? 'errors' : ''}`}><${Amount} value=${pass[id]} /></td>`
    )}
    <td class="number">${bytes(pass.bytes)}</td>
  </tr>`;
}

const VERDICTS = { go: ['good', 'Go'], caution: ['warn', 'Caution'], 'no-go': ['bad', 'No-go'] };

function Findings({ source, pass }) {
  const findings = useResource((options) => get(`/api/passes/${pass}/findings`, { mailbox: source }, options), [source, pass], {
    after: [passChanges],
  });
  return html`<${Loaded} resource=${findings}>
    ${({ mailboxes }) => {
      const all = mailboxes.flatMap((mailbox) => mailbox.findings);
      return all.length === 0
        ? html`<${Empty}>Nothing was found out in this pass.<//>`
        : html`<ul class="findings" aria-label="Findings">
            ${all.map(
              ({ side, subject, verdict, text, advice }, i) => html`<li key=${i}>
                <span class=${`badge ${VERDICTS[verdict]?.[0] ?? 'none'}`}>${VERDICTS[verdict]?.[1] ?? verdict}</span>
                <div>
                  <p><strong>${side}, ${subject}:</strong> <bdi>${text}</bdi></p>
                  ${advice && html`<p class="advice">${inConsole(advice)}</p>`}
                </div>
              </li>`
            )}
          </ul>`;
    }}
  <//>`;
}
