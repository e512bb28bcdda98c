// Where the token is asked for.
import { html, useEffect, useRef, useState } from './preact.js';
import { farewell, post, session } from './api.js';
import { Wrong } from './parts.js';

/**
 * @param reason why one has to log in again, if that needs a word
 */
export function Login({ reason }) {
  const [error, setError] = useState(undefined);
  const [busy, setBusy] = useState(false);
  const field = useRef(null);

  useEffect(() => field.current.focus(), []);

  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      const opened = await post('/api/session', { token: field.current.value.trim() });
      farewell.set('');
      session.set(opened);
    } catch (e) {
      setError(e);
      setBusy(false);
      field.current.select();
      field.current.focus();
    }
  };

  return html`<main class="login">
    <form class="card" onSubmit=${submit}>
      <h1><img src="/console/icon.svg" alt="" width="32" height="32" /> MailTrek</h1>
      ${reason && html`<p class="notice info" role="status">${reason}</p>`}
      <input type="text" name="username" value="MailTrek" autocomplete="username" hidden />
      <label for="token">Token</label>
      <input
        id="token"
        ref=${field}
        type="password"
        name="token"
        required
        autocomplete="current-password"
        spellcheck="false"
        aria-describedby="token-hint"
        aria-invalid=${error?.status === 401 ? 'true' : undefined}
      />
      <p id="token-hint" class="hint">It is in the file <code>config/api-token</code> of the project, which only its owner can read.</p>
      <${Wrong} error=${error} />
      <button type="submit" class="primary" disabled=${busy}>Log in</button>
    </form>
  </main>`;
}
