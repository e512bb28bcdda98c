// Tabs: the pattern "tabs with automatic activation" of the ARIA Authoring Practices.
import { html, useRef } from './preact.js';

/**
 * @param tabs {id, label}
 */
export function Tabs({ label, tabs, chosen, onChoose, children }) {
  const buttons = useRef([]);

  const onKey = (event) => {
    const at = tabs.findIndex((tab) => tab.id === chosen);
    const moves = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 };
    if (!(event.key in moves)) return;
    event.preventDefault();
    const next = (moves[event.key] + tabs.length) % tabs.length;
    buttons.current[next].focus();
    onChoose(tabs[next].id);
  };

  return html`<div class="tabs" role="tablist" aria-label=${label} onKeyDown=${onKey}>
      ${tabs.map(
        (tab, i) => html`<button
          key=${tab.id}
          ref=${(element) => (buttons.current[i] = element)}
          type="button"
          role="tab"
          id=${`tab-${tab.id}`}
          aria-selected=${tab.id === chosen ? 'true' : 'false'}
          aria-controls="tab-panel"
          tabindex=${tab.id === chosen ? 0 : -1}
          onClick=${() => onChoose(tab.id)}
        >
          ${tab.label}
        </button>`
      )}
    </div>
    <div id="tab-panel" role="tabpanel" aria-labelledby=${`tab-${chosen}`} tabindex="0">${children}</div>`;
}
