// The log of the service as it is written, of one mailbox or of all.
import { html, useEffect, useRef, useState } from './preact.js';
import { get } from './api.js';
import { clock, fullDateTime, ZONE } from './format.js';
import { logLines } from './live.js';
import { Empty, Wrong } from './parts.js';
import { useResource } from './resource.js';

const KEPT = 500;
const LEVELS = ['INFO', 'WARN', 'ERROR'];

export function Log({ source = '' }) {
  const [level, setLevel] = useState('INFO');
  const [follow, setFollow] = useState(true);
  const [lines, setLines] = useState([]);
  const box = useRef(null);
  const start = useResource((options) => get('/api/log', { mailbox: source, level, limit: KEPT }, options), [source, level]);

  useEffect(() => {
    if (start.data) setLines(start.data.lines);
  }, [start.data]);

  useEffect(
    () =>
      logLines.listen((all) => {
        const fitting = all.filter(
          (line) => (!source || line.mailbox === source) && LEVELS.indexOf(line.level) >= LEVELS.indexOf(level)
        );
        if (fitting.length > 0) {
          setLines((before) => {
            const last = before.at(-1)?.seq ?? 0;
            return [...before, ...fitting.filter(({ seq }) => seq > last)].slice(-KEPT);
          });
        }
      }),
    [source, level]
  );

  useEffect(() => {
    if (follow && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines, follow]);

  return html`<h2>Live log</h2>
    <div class="logbar">
      <label>
        From level
        <select value=${level} onChange=${(event) => setLevel(event.target.value)}>
          ${LEVELS.map((each) => html`<option key=${each} value=${each}>${each}</option>`)}
        </select>
      </label>
      <label class="check"><input type="checkbox" checked=${follow} onChange=${(event) => setFollow(event.target.checked)} /><span>Follow</span></label>
      <span class="hint">Times are in ${ZONE}.</span>
    </div>
    <${Wrong} error=${start.error} retry=${start.reload} />
    ${lines.length === 0
      ? start.data && html`<${Empty}>No lines yet. New ones appear here by themselves.<//>`
      : html`<div class="log" ref=${box} role="log" aria-live="off" aria-label="Lines of the log" tabindex="0">
          ${lines.map(
            (line) => html`<p key=${line.seq} class=${line.level.toLowerCase()}>
              <time datetime=${line.at} title=${fullDateTime(line.at)}>${clock(line.at)}</time> <span class="level">${line.level}</span>
              ${!source && line.mailbox && html`<bdi class="who">${line.mailbox}</bdi>`} <bdi>${line.message}</bdi>
            </p>`
          )}
        </div>`}`;
}
