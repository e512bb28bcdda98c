// A button with a menu: the pattern "menu button" of the ARIA Authoring Practices.
import { html, useEffect, useRef, useState } from './preact.js';

/**
 * @param entries what there is to choose: {id, label, hint, disabled}; what is disabled can be reached, so that its hint can be read
 */
export function MenuButton({ label, entries, disabled, describedBy, onChoose, onOpen }) {
  const [open, setOpen] = useState(false);
  const root = useRef(null);
  const items = useRef([]);
  const button = useRef(null);

  const focus = (index) => items.current[(index + entries.length) % entries.length]?.focus();
  const close = (back) => {
    setOpen(false);
    if (back) button.current?.focus();
  };
  const openAt = (index) => {
    setOpen(true);
    onOpen?.();
    requestAnimationFrame(() => focus(index));
  };

  useEffect(() => {
    if (!open) return undefined;
    const outside = (event) => root.current?.contains(event.target) || setOpen(false);
    addEventListener('pointerdown', outside);
    return () => removeEventListener('pointerdown', outside);
  }, [open]);

  useEffect(() => {
    if (disabled) setOpen(false);
  }, [disabled]);

  const onButtonKey = (event) => {
    const index = { ArrowDown: 0, ArrowUp: -1 }[event.key];
    if (index === undefined) return;
    event.preventDefault();
    openAt(index);
  };

  const onMenuKey = (event) => {
    const at = items.current.indexOf(document.activeElement);
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    if (event.key in moves) {
      focus(moves[event.key]);
    } else if (event.key === 'Escape') {
      close(true);
    } else if (event.key === 'Tab') {
      close(false);
      return;
    } else if (/^\S$/.test(event.key) && !event.ctrlKey && !event.metaKey) {
      const letter = event.key.toLowerCase();
      const order = entries.map((_, i) => (at + 1 + i) % entries.length);
      const found = order.find((i) => entries[i].label.toLowerCase().startsWith(letter));
      if (found !== undefined) focus(found);
    } else {
      return;
    }
    event.preventDefault();
  };

  const choose = (entry) => {
    if (entry.disabled) return;
    close(true);
    onChoose(entry.id);
  };

  return html`<div class="menu-root" ref=${root}>
    <button
      ref=${button}
      type="button"
      class="primary menu-button"
      aria-haspopup="menu"
      aria-expanded=${open ? 'true' : 'false'}
      aria-describedby=${describedBy}
      disabled=${disabled}
      onClick=${() => (open ? close(true) : openAt(0))}
      onKeyDown=${onButtonKey}
    >
      ${label}<span class="caret" aria-hidden="true"></span>
    </button>
    ${open &&
    html`<div class="menu" role="menu" aria-label=${label} onKeyDown=${onMenuKey}>
      ${entries.map(
        (entry, i) => html`<button
          key=${entry.id}
          ref=${(element) => (items.current[i] = element)}
          type="button"
          role="menuitem"
          tabindex="-1"
          aria-disabled=${entry.disabled ? 'true' : undefined}
          aria-describedby=${`menu-hint-${entry.id}`}
          aria-label=${entry.label}
          onClick=${() => choose(entry)}
        >
          <span class="entry">${entry.label}</span>
          <span class="hint" id=${`menu-hint-${entry.id}`}>${entry.hint}</span>
        </button>`
      )}
    </div>`}
  </div>`;
}
