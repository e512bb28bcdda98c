// The page that shows the whole project at a glance.
import { html, useEffect, useState } from './preact.js';
import { get } from './api.js';
import { Shares, TimeChart } from './chart.js';
import { bytes, count, counted, duration, fromNow, fullDateTime, inConsole, passWord, ZONE } from './format.js';
import { manyChanges, mailboxChanges, passChanges, rate } from './live.js';
import { Log } from './log.js';
import { Amount, Badge, Empty, Loaded, Scrolling, When } from './parts.js';
import { useResource } from './resource.js';
import { link } from './router.js';
import { useStore } from './store.js';

const REFRESH_MILLIS = 5000;
const MINUTES = 60;
const POINTS = 360;

export function Dashboard() {
  const dashboard = useResource((options) => get('/api/dashboard', {}, options), [], {
    every: REFRESH_MILLIS,
    after: [passChanges, manyChanges, mailboxChanges],
  });
  return html`<h1 tabindex="-1">Dashboard</h1>
    <${Loaded} resource=${dashboard}>
      ${(data) => html`
        <${Totals} data=${data} />
        <div class="columns">
          <${Rates} />
          <${Waiting} waiting=${data.waiting} />
          <${Forecast} sentences=${data.forecast} />
          <${BackOffs} data=${data} />
          <${ErrorGroups} groups=${data.errors} />
          <${Scheduled} passes=${data.scheduled} />
        </div>
        <${LastPasses} passes=${data.passes} />
      `}
    <//>
    <section class="card"><${Log} /></section>`;
}

function Totals({ data }) {
  const now = useStore(rate) ?? data.rate;
  const { totals, current, statuses } = data;
  const left = current?.secondsLeft;
  return html`<section class="card" aria-label="Totals">
    <dl class="totals">
      <${Figure} name="Mailboxes" value=${count(data.mailboxes)} />
      <${Figure} name="Items at the destination" value=${count(totals.items)} more=${bytes(totals.bytes)} />
      <${Figure} name="Rate now" value=${`${count(Math.round(now?.itemsPerSecond ?? 0))} items/s`} more=${`${bytes(now?.bytesPerSecond ?? 0)}/s`} />
      <${Figure}
        name="Under way"
        value=${current ? (current.progress === null ? 'begun' : `${Math.floor(current.progress * 100)} %`) : 'nothing'}
        more=${left ? `about ${duration(left)} left` : ''}
      />
      <${Figure} name="Errors" value=${count(totals.errors)} tone=${totals.errors > 0 ? 'errors' : ''} />
    </dl>
    <ul class="chips" aria-label="Mailboxes by status">
      ${Object.entries(statuses)
        .filter(([, number]) => number > 0)
        .map(
          ([status, number]) => html`<li key=${status}>
            <a href=${link(['mailboxes'], { status })}><${Badge} status=${status} /> ${count(number)}</a>
          </li>`
        )}
    </ul>
  </section>`;
}

function Figure({ name, value, more = '', tone = '' }) {
  return html`<div>
    <dt>${name}</dt>
    <dd class=${tone}>${value}${more && html`<small>${more}</small>`}</dd>
  </div>`;
}

function Rates() {
  const rates = useResource((options) => get('/api/rates', { minutes: MINUTES, points: POINTS }, options), []);
  const [samples, setSamples] = useState([]);
  useEffect(() => {
    if (rates.data) setSamples(rates.data.samples);
  }, [rates.data]);
  useEffect(() => {
    // New ones come more often than those kept are apart.
    const period = (rates.data?.periodSeconds ?? 10) * 1000;
    return rate.listen((sample) =>
      setSamples((before) => {
        const last = before.at(-1);
        const due = !last || new Date(sample.at) - new Date(last.at) >= period;
        return due ? [...before, sample].slice(-POINTS) : before;
      })
    );
  }, [rates.data]);

  return html`<section class="card wide" aria-label="Rate over time">
    <h2>Rate over time</h2>
    <${Loaded} resource=${rates}>
      ${() =>
        samples.length < 2
          ? html`<${Empty}>The lines begin in a few seconds.<//>`
          : html`<div class="charts">
              <${TimeChart}
                title="Items a second"
                samples=${samples}
                least=${10}
                value=${({ itemsPerSecond }) => itemsPerSecond}
                written=${(value) => count(value < 10 ? Math.round(value * 10) / 10 : Math.round(value))}
              />
              <${TimeChart}
                title="Bytes a second"
                samples=${samples}
                least=${1000}
                value=${({ bytesPerSecond }) => bytesPerSecond}
                written=${(value) => `${bytes(value)}/s`}
              />
            </div>`}
    <//>
  </section>`;
}

const SLOWER = {
  source: 'The source is the slower side.',
  destination: 'The destination is the slower side.',
  both: 'Both sides are about equally slow.',
  none: 'Neither side is waited for much.',
};

function Waiting({ waiting }) {
  return html`<section class="card" aria-label="Waiting">
    <h2>What is waited for</h2>
    ${waiting
      ? html`<${Shares}
            label="Shares of the time in the last pass"
            parts=${[
              { name: 'Source', share: waiting.source, tone: 'one' },
              { name: 'Destination', share: waiting.destination, tone: 'two' },
              { name: 'Other', share: waiting.other, tone: 'three' },
            ]}
          />
          <p>${SLOWER[waiting.slower]}</p>`
      : html`<${Empty}>Known when a pass has begun.<//>`}
  </section>`;
}

function Forecast({ sentences }) {
  return html`<section class="card" aria-label="Forecast">
    <h2>Forecast of the Full (Delta) pass</h2>
    ${sentences.length > 0
      ? sentences.map((sentence) => html`<p key=${sentence}>${sentence}</p>`)
      : html`<${Empty}>Known after a Pre-Stage migration.<//>`}
  </section>`;
}

function BackOffs({ data }) {
  const { pauses, blackoutHours, blackoutUntil } = data;
  return html`<section class="card" aria-label="Back-offs">
    <h2>Back-offs in force</h2>
    ${blackoutUntil && html`<p>Blackout hours (${blackoutHours}) until ${fullDateTime(blackoutUntil)}.</p>`}
    ${pauses.length === 0
      ? !blackoutUntil && html`<${Empty}>None: no server asks to wait.<//>`
      : html`<ul class="plainlist">
          ${pauses.map(
            ({ reason, until, mailboxes }) => html`<li key=${reason}>
              <bdi>${reason}</bdi>: ${counted(mailboxes, 'mailbox', 'mailboxes')}${until ? `, until ${fullDateTime(until)}` : ''}
            </li>`
          )}
        </ul>`}
  </section>`;
}

function ErrorGroups({ groups }) {
  return html`<section class="card" aria-label="Errors by class">
    <h2>Errors by class</h2>
    ${groups.length === 0
      ? html`<${Empty}>No errors.<//>`
      : html`<ul class="plainlist">
            ${groups.map(
              ({ problem, errorClass, count: number, mailboxes, advice }) => html`<li key=${`${problem} ${errorClass}`}>
                <span class="badge bad">${problem ?? errorClass}</span>
                <strong> ${counted(number, 'error')}</strong> in ${counted(mailboxes, 'mailbox', 'mailboxes')}
                <small>${errorClass}</small>
                ${advice && html`<p class="advice">${inConsole(advice)}</p>`}
              </li>`
            )}
          </ul>
          <p><a href=${link(['mailboxes'], { status: 'With errors' })}>Mailboxes with errors</a></p>`}
  </section>`;
}

function Scheduled({ passes }) {
  return html`<section class="card" aria-label="Scheduled">
    <h2>Scheduled</h2>
    ${passes.length === 0
      ? html`<${Empty}>Nothing waits for its start.<//>`
      : html`<ul class="plainlist">
          ${passes.map(
            ({ pass, type, startAt, mailboxes }) => html`<li key=${pass}>
              Pass ${pass}, ${passWord(type)}, ${counted(mailboxes, 'mailbox', 'mailboxes')}: ${fullDateTime(startAt)} (${fromNow(startAt)})
            </li>`
          )}
        </ul>`}
  </section>`;
}

function LastPasses({ passes }) {
  return html`<section class="card" aria-label="Last passes">
    <h2>Last passes</h2>
    ${passes.length === 0
      ? html`<${Empty}>No pass yet: choose mailboxes and start one.<//>`
      : html`<p class="hint">Times are in ${ZONE}.</p>
          <${Scrolling} label="Table of the last passes">
            <table>
              <thead>
                <tr>
                  <th scope="col">Pass</th>
                  <th scope="col">Status</th>
                  <th scope="col">Submitted</th>
                  <th scope="col" class="number">Mailboxes</th>
                  <th scope="col" class="number">Listed</th>
                  <th scope="col" class="number">Migrated</th>
                  <th scope="col" class="number">Failed</th>
                  <th scope="col" class="number">Bytes</th>
                  <th scope="col">Report</th>
                </tr>
              </thead>
              <tbody>
                ${passes.map((pass) => html`<${PassRow} key=${pass.pass} pass=${pass} />`)}
              </tbody>
            </table>
          <//>`}
  </section>`;
}

function PassRow({ pass }) {
  const report = (format) => `/api/passes/${pass.pass}/report?format=${format}`;
  return html`<tr>
    <th scope="row">${pass.pass} ${passWord(pass.type)}</th>
    <td><${Badge} status=${pass.status} errors=${pass.failed} /></td>
    <td><${When} time=${pass.submittedAt} /></td>
    <td class="number">${count(pass.mailboxes)}</td>
    <td class="number"><${Amount} value=${pass.listed} /></td>
    <td class="number"><${Amount} value=${pass.migrated} /></td>
    <td class=${`number ${pass.failed > 0 ? 'errors' : ''}`}><${Amount} value=${pass.failed} /></td>
    <td class="number">${bytes(pass.bytes)}</td>
    <td class="downloads">
      ${['html', 'csv', 'json'].map(
        (format) => html`<a key=${format} href=${report(format)} download=${`pass-${pass.pass}.${format}`} aria-label=${`Report of pass ${pass.pass} as ${format.toUpperCase()}`}>
          ${format.toUpperCase()}
        </a> `
      )}
    </td>
  </tr>`;
}
