// A modal dialog. The browser keeps the focus in it, and gives it back to what had it before.
import { html, useEffect, useRef } from './preact.js';

let number = 0;

export function Dialog({ title, onClose, children }) {
  const element = useRef(null);
  const id = useRef(`dialog-${++number}`);

  useEffect(() => {
    const dialog = element.current;
    dialog.showModal();
    dialog.querySelector('h2').focus();
    return () => dialog.close();
  }, []);

  const cancel = (event) => {
    event.preventDefault();
    onClose();
  };

  return html`<dialog ref=${element} class="dialog" aria-labelledby=${id.current} onCancel=${cancel}>
    <header>
      <h2 id=${id.current} tabindex="-1">${title}</h2>
      <button type="button" class="plain close" aria-label="Close" onClick=${onClose}>✕</button>
    </header>
    ${children}
  </dialog>`;
}

/** Asks before something is done. */
export function Confirm({ title, action, children, onConfirm, onClose }) {
  return html`<${Dialog} title=${title} onClose=${onClose}>
    <div class="body">${children}</div>
    <footer>
      <button type="button" onClick=${onClose}>Cancel</button>
      <button type="button" class="primary" onClick=${onConfirm}>${action}</button>
    </footer>
  <//>`;
}
