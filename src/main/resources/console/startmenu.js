// The Start button, its menu, and the panel of what was chosen.
import { html, useState } from './preact.js';
import { announce } from './announce.js';
import { post } from './api.js';
import { counted, inConsole, passType } from './format.js';
import { FullPanel } from './fullpanel.js';
import { MenuButton } from './menu.js';
import { PlainPanel } from './plainpanel.js';
import { PreStagePanel } from './prestage.js';

const TYPES = [
  { id: 'verify', hint: 'Looks at both sides; moves nothing' },
  { id: 'trial', hint: 'Moves a sample, to look at' },
  { id: 'pre-stage', hint: 'Step 1: moves the old mail' },
  { id: 'full', hint: 'Step 3: moves all that is left' },
  { id: 'retry', hint: 'Tries again what failed' },
];

const PANELS = { verify: PlainPanel, trial: PlainPanel, 'pre-stage': PreStagePanel, full: FullPanel, retry: PlainPanel };

/**
 * @param sources the source addresses of the mailboxes to start
 */
export function StartMenu({ sources, onDone, describedBy = 'start-hint' }) {
  const [type, setType] = useState('');
  const [refusal, setRefusal] = useState('');

  /** Whether errors can be retried is for the server to say. */
  const askForRetry = async () => {
    setRefusal('');
    try {
      const preview = await post('/api/passes/preview', { type: 'retry', mailboxes: sources, leaveOut: true });
      setRefusal(inConsole(preview.refusal) ?? '');
    } catch (error) {
      setRefusal(error.message);
    }
  };

  const entries = TYPES.map(({ id, hint }) => ({
    id,
    label: passType(id),
    hint: id === 'retry' && refusal ? refusal : hint,
    disabled: id === 'retry' && refusal !== '',
  }));
  const Panel = PANELS[type];
  const started = (pass) => {
    setType('');
    announce(
      `${passType(pass.type)} of ${counted(pass.mailboxes, 'mailbox', 'mailboxes')} ${pass.startAt ? 'is scheduled' : 'has started'} (pass ${pass.pass}).`
    );
    onDone?.(pass);
  };

  return html`<${MenuButton}
      label="Start"
      entries=${entries}
      disabled=${sources.length === 0}
      describedBy=${describedBy}
      onOpen=${askForRetry}
      onChoose=${setType}
    />
    ${Panel && html`<${Panel} type=${type} sources=${sources} onClose=${() => setType('')} onStarted=${started} />`}`;
}
