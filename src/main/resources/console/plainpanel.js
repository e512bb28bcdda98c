// The panel of what takes no dates: verification, trial and retry.
import { html } from './preact.js';
import { counted, inConsole, passType } from './format.js';
import { StartAt, StartPanel, usePreview, useStartAt } from './panel.js';
import { Note, Wrong } from './parts.js';

const SHOWN = 10;

const TEXTS = {
  verify: 'Logs in on both sides of each mailbox, looks at folders, sizes and limits, and says go or no-go. Nothing is moved, nothing is changed.',
  trial:
    'Verifies, finds out with a message of its own (which it removes again) what the destination keeps of mail, makes all folders, and moves a small sample of each mailbox to look at.',
  retry: 'Tries again the items that failed and were not migrated since, and nothing else. Mend what the errors name first.',
};

const ACTIONS = { verify: 'Verify', trial: 'Start Migration', retry: 'Retry errors' };

export function PlainPanel({ type, sources, onClose, onStarted }) {
  const start = useStartAt();
  const leaveOut = type === 'retry' ? true : undefined;
  const preview = usePreview({ type, mailboxes: sources, leaveOut });
  const refusal = inConsole(preview.data?.refusal);
  const order = start.invalid || refusal ? undefined : { type, startAt: start.startAt, leaveOut };
  return html`<${StartPanel}
    title=${passType(type)}
    sources=${sources}
    order=${order}
    action=${ACTIONS[type]}
    onClose=${onClose}
    onStarted=${onStarted}
  >
    <p>${TEXTS[type]}</p>
    <${Wrong} error=${preview.error} />
    ${refusal ? html`<${Note} tone="warn"><p>${refusal}</p><//>` : html`<${LeftOut} preview=${preview.data} />`}
    <${StartAt} start=${start} busy=${type === 'retry' ? 0 : preview.data?.busy} />
  <//>`;
}

function LeftOut({ preview }) {
  if (!preview?.leftOutCount) return null;
  return html`<${Note} tone="warn">
    <p>${counted(preview.leftOutCount, 'mailbox is', 'mailboxes are')} left out:</p>
    <ul>
      ${preview.leftOut.slice(0, SHOWN).map(({ source, reason }) => html`<li key=${source}><bdi>${inConsole(reason)}</bdi></li>`)}
    </ul>
  <//>`;
}
