// Ends the session when nobody has touched a page of the console for a while, after a warning.
import { html, useEffect, useState } from './preact.js';
import { get } from './api.js';
import { Dialog } from './dialog.js';
import { duration } from './format.js';

const ACTIVITY = ['pointerdown', 'keydown', 'wheel', 'touchstart'];
const KEY = 'mailtrek-active';
const WARNING_SECONDS = 60;
const NOTED_EVERY_MILLIS = 2000;
const TOLD_EVERY_MILLIS = 60000;

const lastActive = () => Number(localStorage.getItem(KEY)) || 0;
const noteActive = () => localStorage.setItem(KEY, String(Date.now()));

/** The server counts requests, not keys and clicks: this one is so small that it tells of them. */
const tellServer = () => get('/api/project/steps').catch(() => undefined);

/**
 * @param seconds how long a session lasts without a touch, in any tab
 */
export function IdleWatch({ seconds, onIdle }) {
  const [left, setLeft] = useState(undefined);

  useEffect(() => {
    let told = Date.now();
    noteActive();
    const touched = () => {
      const now = Date.now();
      if (now - lastActive() >= NOTED_EVERY_MILLIS) noteActive();
      if (now - told >= Math.min(TOLD_EVERY_MILLIS, (seconds * 1000) / 4)) {
        told = now;
        tellServer();
      }
    };
    ACTIVITY.forEach((name) => addEventListener(name, touched, { passive: true }));
    const timer = setInterval(() => {
      const remaining = Math.ceil(lastActive() / 1000 + seconds - Date.now() / 1000);
      if (remaining <= 0) onIdle();
      setLeft(remaining < Math.min(WARNING_SECONDS, seconds / 2) ? Math.max(0, remaining) : undefined);
    }, 1000);
    return () => {
      clearInterval(timer);
      ACTIVITY.forEach((name) => removeEventListener(name, touched));
    };
  }, [seconds]);

  if (left === undefined) return null;
  const stay = () => {
    noteActive();
    setLeft(undefined);
    tellServer();
  };
  return html`<${Dialog} title="Still there?" onClose=${stay}>
    <div class="body"><p>You are logged out in ${duration(left)}. Passes go on without you.</p></div>
    <footer><button type="button" class="primary" onClick=${stay}>Stay logged in</button></footer>
  <//>`;
}
