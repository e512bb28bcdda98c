// The page of one mailbox.
import { html, useState } from './preact.js';
import { announce } from './announce.js';
import { get, post } from './api.js';
import { Confirm } from './dialog.js';
import { bytes, count, counted, duration, fullDateTime, inConsole, passType } from './format.js';
import { Errors } from './errors.js';
import { Folders } from './folders.js';
import { Items } from './items.js';
import { current, mailboxChanges, manyChanges, passChanges } from './live.js';
import { Log } from './log.js';
import { Badge, Loaded, Progress, Wrong } from './parts.js';
import { Passes } from './passes.js';
import { useResource } from './resource.js';
import { link, mailboxLink, replace } from './router.js';
import { StartMenu } from './startmenu.js';
import { useStore } from './store.js';
import { Tabs } from './tabs.js';

const TABS = [
  { id: 'passes', label: 'Passes', view: Passes },
  { id: 'folders', label: 'Folders', view: Folders },
  { id: 'errors', label: 'Errors', view: Errors },
  { id: 'find', label: 'Find a message', view: Items },
  { id: 'log', label: 'Live log', view: Log },
];
const UNFINISHED = ['Submitted', 'Queued', 'Processing', 'Stopping'];

export function MailboxPage({ source, tab }) {
  const mailbox = useResource((options) => get(`/api/mailboxes/${encodeURIComponent(source)}`, {}, options), [source], {
    after: [mailboxChanges, manyChanges, passChanges],
  });
  useStore(mailboxChanges);
  const chosen = TABS.find(({ id }) => id === tab) ?? TABS[0];
  const choose = (id) => replace(mailboxLink(source, id));

  return html`<p class="crumbs"><a href=${link(['mailboxes'])}>Mailboxes</a></p>
    <h1 tabindex="-1"><bdi>${source}</bdi></h1>
    <${Loaded} resource=${mailbox}>
      ${({ mailboxes, passes }) => html`
        ${mailboxes.map(
          (row) => html`<${Summary} key=${row.destination} mailbox=${current(row, mailbox.at)} passes=${passes} onDone=${mailbox.reload} />`
        )}
        <section class="card">
          <${Tabs} label="About this mailbox" tabs=${TABS} chosen=${chosen.id} onChoose=${choose}>
            <${chosen.view} source=${source} passes=${passes} />
          <//>
        </section>
      `}
    <//>`;
}

function Summary({ mailbox, passes, onDone }) {
  const [asking, setAsking] = useState('');
  const [error, setError] = useState(undefined);
  const unfinished = UNFINISHED.includes(mailbox.status);
  const last = passes.find(({ pass, destination }) => pass === mailbox.pass && destination === mailbox.destination);

  const act = async (path, body, said) => {
    setAsking('');
    setError(undefined);
    try {
      announce(said(await post(path, body)));
      onDone();
    } catch (e) {
      setError(e);
    }
  };
  const stop = () => act('/api/mailboxes/stop', { mailboxes: [mailbox.source] }, () => 'The mailbox is asked to stop.');
  const restart = () =>
    act(`/api/passes/${mailbox.pass}/restart`, { mailboxes: [mailbox.source] }, (pass) => `Restarted as pass ${pass.pass}.`);
  const retry = () =>
    act('/api/passes', { type: 'retry', mailboxes: [mailbox.source] }, (pass) => `Retry of errors has started (pass ${pass.pass}).`);

  return html`<section class="card summary" aria-label="Status">
    <div class="headline">
      <${Badge} status=${mailbox.status} errors=${mailbox.failed} />
      <span class="to">to <bdi>${mailbox.destination}</bdi></span>
      <${Progress} mailbox=${mailbox} />
    </div>
    <${Situation} mailbox=${mailbox} advice=${last?.advice} />
    <${Wrong} error=${error} />
    <div class="actions">
      <${StartMenu} sources=${[mailbox.source]} onDone=${onDone} describedBy=${undefined} />
      <button type="button" disabled=${!unfinished} onClick=${() => setAsking('stop')}>Stop</button>
      <button type="button" disabled=${!mailbox.retry.allowed} aria-describedby="retry-reason" onClick=${retry}>Retry errors</button>
      <button type="button" disabled=${!['Failed', 'Stopped'].includes(mailbox.status)} onClick=${() => setAsking('restart')}>Restart</button>
      <${Downloads} pass=${mailbox.pass} />
    </div>
    ${!mailbox.retry.allowed && html`<p id="retry-reason" class="hint">Retry errors: ${inConsole(mailbox.retry.reason)}</p>`}
    ${asking === 'stop' &&
    html`<${Confirm} title="Stop" action="Stop" onConfirm=${stop} onClose=${() => setAsking('')}>
      <p>It stops after the items in flight. What waits for its start is called off. A later pass goes on from there.</p>
    <//>`}
    ${asking === 'restart' &&
    html`<${Confirm} title="Restart" action="Restart" onConfirm=${restart} onClose=${() => setAsking('')}>
      <p>Begins a new pass like pass ${mailbox.pass} (${passType(mailbox.type)}), with the same cut-off. What was migrated is not migrated again.</p>
    <//>`}
  </section>`;
}

function Downloads({ pass }) {
  if (!pass) return null;
  return html`<span class="downloads" role="group" aria-label="Download reports">
    Report:
    ${['html', 'csv', 'json'].map(
      (format) => html`<a key=${format} href=${`/api/passes/${pass}/report?format=${format}`} download=${`pass-${pass}.${format}`}>${format.toUpperCase()}</a>`
    )}
  </span>`;
}

/** Where the mailbox is, in sentences. */
function Situation({ mailbox, advice }) {
  const sentences = [];
  const { status, type, pass } = mailbox;
  if (status === 'Not Submitted') {
    sentences.push('No pass has been submitted for this mailbox yet.');
  } else {
    sentences.push(`Pass ${pass}: ${passType(type)}. ${mailbox.statusText}.`);
  }
  if (status === 'Processing') {
    sentences.push(
      `${count(mailbox.listed)} of about ${counted(Math.max(mailbox.expected, mailbox.listed), 'item')} seen, ${count(mailbox.itemsPerSecond)} a second.` +
        (mailbox.secondsLeft > 0 ? ` About ${duration(mailbox.secondsLeft)} left.` : '')
    );
  }
  if (mailbox.items > 0) sentences.push(`At the destination by now: ${counted(mailbox.items, 'item')}, ${bytes(mailbox.totalBytes)}.`);
  if (mailbox.nextStart) sentences.push(`Next: ${passType(mailbox.nextType)} on ${fullDateTime(mailbox.nextStart)}.`);
  return html`${sentences.map((sentence) => html`<p key=${sentence}>${sentence}</p>`)}
    ${mailbox.pauseReason && html`<p class="notice info">${mailbox.pauseReason}${mailbox.pausedUntil ? `, until ${fullDateTime(mailbox.pausedUntil)}` : ''}</p>`}
    ${mailbox.message && html`<p class=${`notice ${status === 'Failed' ? 'bad' : 'info'}`}>${inConsole(mailbox.message)} ${inConsole(advice) ?? ''}</p>`}`;
}
