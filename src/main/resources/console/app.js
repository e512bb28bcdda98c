// The console: logs in, draws the frame, and shows the page that the address names.
import { html, render, useEffect, useRef, useState } from './preact.js';
import { Announcer, announce } from './announce.js';
import { endSession, farewell, get, remove, session } from './api.js';
import { Dashboard } from './dashboard.js';
import { ZONE } from './format.js';
import { IdleWatch } from './idle.js';
import { connect, connection, disconnect } from './live.js';
import { Login } from './login.js';
import { MailboxPage } from './mailbox.js';
import { Mailboxes } from './mailboxes.js';
import { Wrong } from './parts.js';
import { link, route } from './router.js';
import { clearSelection } from './selection.js';
import { useStore } from './store.js';

const PAGES = [
  { id: 'mailboxes', title: 'Mailboxes' },
  { id: 'dashboard', title: 'Dashboard' },
];

function App() {
  const who = useStore(session);
  const [error, setError] = useState(undefined);

  const ask = async () => {
    setError(undefined);
    try {
      session.set(await get('/api/session'));
    } catch (e) {
      if (e.status === 401) session.set(null);
      else setError(e);
    }
  };
  useEffect(() => void ask(), []);
  useEffect(() => {
    if (who) connect();
    else disconnect();
    return disconnect;
  }, [Boolean(who)]);

  const logOut = async (why) => {
    try {
      await remove('/api/session');
    } catch (e) {
      if (e.status !== 401) {
        announce(e.message);
        return;
      }
    }
    clearSelection();
    endSession(why);
  };

  if (who === undefined) return html`<main class="login"><${Wrong} error=${error} retry=${ask} /></main>`;
  if (who === null) return html`<${Login} reason=${farewell.value} /><${Announcer} />`;
  return html`<${Frame} who=${who} onLogOut=${() => logOut('You are logged out.')} />
    <${Announcer} />
    <${IdleWatch} seconds=${who.idleSeconds} onIdle=${() => logOut('You were logged out because nobody was here.')} />`;
}

function Frame({ who, onLogOut }) {
  const { parts } = useStore(route);
  const page = parts[0] ?? 'mailboxes';
  const main = useRef(null);
  const first = useRef(true);

  useEffect(() => {
    const name = page === 'mailbox' ? parts[1] : PAGES.find((each) => each.id === page)?.title;
    document.title = name ? `${name} · MailTrek` : 'MailTrek';
    if (first.current) first.current = false;
    else main.current.querySelector('h1')?.focus();
  }, [page, page === 'mailbox' ? parts[1] : '']);

  const skip = (event) => {
    event.preventDefault();
    main.current.focus();
  };

  return html`<a class="skip" href="#main" onClick=${skip}>Skip to the content</a>
    <header class="frame">
      <a class="brand" href=${link(['mailboxes'])}><img src="/console/icon.svg" alt="" width="28" height="28" /> MailTrek</a>
      <span class="project"><bdi>${who.project}</bdi></span>
      <nav aria-label="Pages">
        ${PAGES.map(
          ({ id, title }) => html`<a key=${id} href=${link([id])} aria-current=${id === page ? 'page' : undefined}>${title}</a>`
        )}
      </nav>
      <span class="zone" title="Dates and times are in this zone">${ZONE}</span>
      <${Connection} />
      <button type="button" class="plain" onClick=${onLogOut}>Log out</button>
    </header>
    <${Lost} />
    <main ref=${main} id="main" tabindex="-1"><${Page} page=${page} parts=${parts} /></main>`;
}

function Page({ page, parts }) {
  if (page === 'mailboxes') return html`<${Mailboxes} />`;
  if (page === 'dashboard') return html`<${Dashboard} />`;
  if (page === 'mailbox' && parts[1]) return html`<${MailboxPage} key=${parts[1]} source=${parts[1]} tab=${parts[2] ?? 'passes'} />`;
  return html`<h1 tabindex="-1">There is no such page</h1>
    <p><a href=${link(['mailboxes'])}>To the mailboxes</a></p>`;
}

const STATES = { connecting: 'Connecting…', live: 'Live', lost: 'Disconnected' };

function Connection() {
  const state = useStore(connection);
  return html`<span class=${`connection ${state}`}>${STATES[state]}</span>`;
}

/** Says that what is shown may be old. */
function Lost() {
  if (useStore(connection) !== 'lost') return null;
  return html`<p class="lost" role="alert">
    The connection to the service is lost. What you see may be old; it is tried again by itself. Passes go on as long as the service runs.
  </p>`;
}

render(html`<${App} />`, document.getElementById('app'));
