// The page with the table of all mailboxes.
import { html, useEffect, useRef, useState } from './preact.js';
import { get, post } from './api.js';
import { announce } from './announce.js';
import { count, counted, ZONE } from './format.js';
import { Guide } from './guide.js';
import { current, manyChanges, mailboxChanges, passChanges } from './live.js';
import { MailboxTable } from './mailboxtable.js';
import { Empty, Wrong } from './parts.js';
import { Confirm } from './dialog.js';
import { useResource } from './resource.js';
import { changeQuery, route } from './router.js';
import { clearSelection, selection, tick } from './selection.js';
import { StartMenu } from './startmenu.js';
import { useStore } from './store.js';

const STATUSES = ['Not Submitted', 'Submitted', 'Queued', 'Processing', 'Stopping', 'Completed', 'With errors', 'Failed', 'Stopped'];
const SIZES = [50, 100, 250, 500];
const TYPING_MILLIS = 250;
const REFRESH_MILLIS = 30000;

/** What the address asks for. */
function asked(query) {
  return {
    q: query.q ?? '',
    status: STATUSES.includes(query.status) ? query.status : '',
    sort: query.sort ?? '',
    order: query.order === 'desc' ? 'desc' : 'asc',
    limit: SIZES.includes(Number(query.limit)) ? Number(query.limit) : 100,
    page: Math.max(1, Math.floor(Number(query.page)) || 1),
  };
}

export function Mailboxes() {
  const query = asked(useStore(route).query);
  const chosen = useStore(selection);
  const [stopping, setStopping] = useState(false);
  const filter = { q: query.q, status: query.status };
  const filterKey = JSON.stringify(filter);
  useStore(mailboxChanges);

  const list = useResource(
    (options) =>
      get(
        '/api/mailboxes',
        {
          ...filter,
          sort: query.sort,
          order: query.sort ? query.order : '',
          limit: query.limit,
          after: query.page > 1 ? (query.page - 1) * query.limit : '',
        },
        options
      ),
    [JSON.stringify(query)],
    { every: REFRESH_MILLIS, after: [manyChanges, passChanges, mailboxChanges] }
  );
  const mailboxes = list.data?.mailboxes ?? [];
  const total = list.data?.total ?? 0;
  const all = useAllAddresses(filter, filterKey, total, mailboxes, chosen.size > 0);

  const change = (part) => changeQuery({ ...route.value.query, page: '', ...part });
  const selectAll = async (ticked) => {
    try {
      const addresses = await all.load();
      tick(addresses, ticked);
      announce(ticked ? `${counted(addresses.length, 'mailbox', 'mailboxes')} selected.` : 'Selection cleared.');
    } catch (error) {
      announce(error.message);
    }
  };

  return html`<h1 tabindex="-1">Mailboxes</h1>
    <${Guide} />
    <section class="card" aria-label="Mailboxes">
      <div class="toolbar">
        <div class="actions">
          <${StartMenu} sources=${[...chosen]} onDone=${list.reload} />
          <button type="button" disabled=${chosen.size === 0} onClick=${() => setStopping(true)}>Stop</button>
          <p id="start-hint" class="selected">
            ${chosen.size === 0
              ? 'Tick mailboxes to start a migration.'
              : html`<strong>${counted(chosen.size, 'mailbox', 'mailboxes')} selected</strong>
                  <button type="button" class="link" onClick=${clearSelection}>Clear</button>`}
          </p>
        </div>
        <${Filters} query=${query} counts=${list.data?.statuses} onChange=${change} />
      </div>
      <${Wrong} error=${list.error} retry=${list.reload} />
      ${list.data === undefined && !list.error && html`<p class="loading" role="status">Loading…</p>`}
      ${list.data !== undefined &&
      html`<${MailboxTable}
          mailboxes=${mailboxes.map((mailbox) => current(mailbox, list.at))}
          chosen=${chosen}
          sort=${query.sort}
          order=${query.order}
          allTicked=${all.ticked}
          onTickAll=${selectAll}
          onSort=${(sort, order) => change({ sort, order })}
        />
        ${total === 0 && html`<${Empty}>${query.q || query.status ? 'No mailbox fits the filter.' : 'The project has no mailboxes: list them in config/mailboxes.csv.'}<//>`}
        <${Pager} query=${query} total=${total} onChange=${(part) => changeQuery({ ...route.value.query, ...part })} />`}
    </section>
    ${stopping && html`<${StopSelected} sources=${[...chosen]} onClose=${() => setStopping(false)} onDone=${list.reload} />`}`;
}

/** All addresses of the filter, which the checkbox in the heading stands for: all, some or none of them ticked. */
function useAllAddresses(filter, filterKey, total, mailboxes, wanted) {
  const [known, setKnown] = useState({ key: '', addresses: [] });
  const chosen = selection.value;
  const complete = mailboxes.length === total;
  const key = `${filterKey} ${total}`;
  const addresses = complete ? mailboxes.map((mailbox) => mailbox.source) : known.key === key ? known.addresses : undefined;

  const load = async () => {
    if (addresses) return addresses;
    const answer = await get('/api/mailboxes/selection', filter);
    setKnown({ key, addresses: answer.mailboxes });
    return answer.mailboxes;
  };
  useEffect(() => {
    if (wanted && !addresses) load().catch(() => undefined);
  }, [wanted, key, complete]);

  const of = addresses ?? mailboxes.map((mailbox) => mailbox.source);
  const ticked = of.filter((source) => chosen.has(source)).length;
  return { load, ticked: ticked === 0 ? 'none' : ticked === of.length && addresses ? 'all' : 'some' };
}

function Filters({ query, counts, onChange }) {
  const [text, setText] = useState(query.q);
  const timer = useRef(0);
  useEffect(() => setText(query.q), [query.q]);
  const type = (event) => {
    setText(event.target.value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange({ q: event.target.value.trim() }), TYPING_MILLIS);
  };
  return html`<form class="filters" role="search" aria-label="Filter mailboxes" onSubmit=${(event) => event.preventDefault()}>
    <label>Filter by address <input type="search" name="q" value=${text} onInput=${type} autocomplete="off" /></label>
    <label>
      Status
      <select name="status" value=${query.status} onChange=${(event) => onChange({ status: event.target.value })}>
        <option value="">All</option>
        ${STATUSES.map((status) => html`<option key=${status} value=${status}>${status}${counts ? ` (${count(counts[status])})` : ''}</option>`)}
      </select>
    </label>
  </form>`;
}

function Pager({ query, total, onChange }) {
  const pages = Math.max(1, Math.ceil(total / query.limit));
  const from = Math.min(total, (query.page - 1) * query.limit + 1);
  const to = Math.min(total, query.page * query.limit);
  return html`<nav class="pager" aria-label="Pages of the table">
    <span role="status">${total === 0 ? '0 mailboxes' : `${from}–${to} of ${counted(total, 'mailbox', 'mailboxes')}`}</span>
    <span class="hint">Times are in ${ZONE}.</span>
    <label>
      Rows
      <select value=${query.limit} onChange=${(event) => onChange({ limit: event.target.value, page: '' })}>
        ${SIZES.map((size) => html`<option key=${size} value=${size}>${size}</option>`)}
      </select>
    </label>
    <span class="turn">
      <button type="button" disabled=${query.page <= 1} onClick=${() => onChange({ page: query.page - 1 })}>Previous</button>
      <span>Page ${query.page} of ${pages}</span>
      <button type="button" disabled=${query.page >= pages} onClick=${() => onChange({ page: query.page + 1 })}>Next</button>
    </span>
  </nav>`;
}

function StopSelected({ sources, onClose, onDone }) {
  const [error, setError] = useState(undefined);
  const stop = async () => {
    try {
      const answer = await post('/api/mailboxes/stop', { mailboxes: sources });
      announce(`${counted(answer.mailboxes.length, 'mailbox is', 'mailboxes are')} asked to stop.`);
      onClose();
      onDone();
    } catch (e) {
      setError(e);
    }
  };
  return html`<${Confirm} title="Stop" action="Stop" onConfirm=${stop} onClose=${onClose}>
    <p>
      What is under way for ${counted(sources.length, 'selected mailbox', 'selected mailboxes')} stops after the items in flight; what waits for its
      start is called off. A later pass goes on from there.
    </p>
    <${Wrong} error=${error} />
  <//>`;
}
