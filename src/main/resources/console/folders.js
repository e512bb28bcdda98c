// The folders of a mailbox in one of its passes.
import { html, useState } from './preact.js';
import { get } from './api.js';
import { bytes, passWord } from './format.js';
import { Amount, Empty, Loaded, Scrolling } from './parts.js';
import { useResource } from './resource.js';

const REFRESH_MILLIS = 10000;
const COLUMNS = [
  ['listed', 'Listed'],
  ['migrated', 'Migrated'],
  ['alreadyMigrated', 'Already migrated'],
  ['adopted', 'Adopted'],
  ['filtered', 'Filtered'],
  ['skipped', 'Skipped'],
  ['failed', 'Failed'],
];

export function Folders({ source, passes }) {
  const [chosen, setChosen] = useState(undefined);
  const begun = passes.filter(({ startedAt }) => startedAt);
  if (begun.length === 0) return html`<${Empty}>No pass of this mailbox has begun yet.<//>`;
  const pass = chosen ?? begun[0].pass;
  return html`<h2>Folders</h2>
    <label>
      Pass
      <select value=${pass} onChange=${(event) => setChosen(Number(event.target.value))}>
        ${begun.map((each) => html`<option key=${each.pass} value=${each.pass}>${each.pass}: ${passWord(each.type)}, ${each.status}</option>`)}
      </select>
    </label>
    <${OfPass} source=${source} pass=${pass} />`;
}

function OfPass({ source, pass }) {
  const folders = useResource((options) => get(`/api/passes/${pass}/folders`, { mailbox: source }, options), [source, pass], {
    every: REFRESH_MILLIS,
  });
  return html`<${Loaded} resource=${folders}>
    ${(data) =>
      data.folders.length === 0
        ? html`<${Empty}>No folder was read in this pass yet.<//>`
        : html`<${Scrolling} label="Folders in this pass">
            <table>
              <thead>
                <tr>
                  <th scope="col">Folder</th>
                  ${COLUMNS.map(([id, title]) => html`<th key=${id} scope="col" class="number">${title}</th>`)}
                  <th scope="col" class="number">Bytes</th>
                  <th scope="col">Reasons</th>
                </tr>
              </thead>
              <tbody>
                ${data.folders.map(
                  (folder) => html`<tr key=${`${folder.mailboxId} ${folder.folder} ${folder.type}`}>
                    <th scope="row"><bdi class="folder">${folder.folder}</bdi></th>
                    ${COLUMNS.map(
                      ([id]) => html`<td key=${id} class=${`number ${id === 'failed' && folder.failed > 0 ? 'errors' : ''}`}>
                        <${Amount} value=${folder[id]} />
                      </td>`
                    )}
                    <td class="number">${bytes(folder.bytes)}</td>
                    <td>${reasons(folder)}</td>
                  </tr>`
                )}
              </tbody>
            </table>
          <//>`}
  <//>`;
}

function reasons({ filteredBy, skippedBy }) {
  return Object.entries({ ...filteredBy, ...skippedBy })
    .map(([name, number]) => `${name} ${number}`)
    .join(', ');
}
