// People and rooms: beside the messages where there is place, else a drawer that keeps the keyboard inside.

import { element } from './log.js';
import { store } from './store.js';

const $ = (id) => document.getElementById(id);

export class Side {
  #narrow = matchMedia('(max-width: 859px)');
  #isOpen = false;

  /** go(room) tells whether that can be the name of a room, and goes there. */
  constructor(go) {
    $('open-side').addEventListener('click', () => this.open());
    $('close-side').addEventListener('click', () => this.close());
    $('shade').addEventListener('click', () => this.close());
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.#isOpen && !document.querySelector('dialog[open]')) this.close();
    });
    this.#narrow.addEventListener('change', () => this.#show(false));
    $('go').addEventListener('submit', (event) => {
      event.preventDefault();
      const input = $('go-room');
      const fits = go(input.value);
      $('go-error').textContent = fits ? '' : 'A room has letters, digits, spaces, dots and dashes.';
      if (fits) input.value = '';
    });
    $('go-room').addEventListener('input', () => { $('go-error').textContent = ''; });
    $('copy').addEventListener('click', () => this.#copy());
    this.#show(false);
  }

  open() {
    this.#show(true);
    $('close-side').focus();
  }

  close() {
    if (!this.#isOpen) return;
    this.#show(false);
    $('open-side').focus();
  }

  rooms(current) {
    $('rooms').replaceChildren(...store.rooms.map((room) => {
      const link = element('a', '');
      link.href = '#/' + encodeURIComponent(room);
      link.append(element('span', 'hash', '#'), element('bdi', 'name', room));
      link.addEventListener('click', () => this.close());
      if (room === current) link.setAttribute('aria-current', 'page');
      const item = element('li', '');
      item.append(link);
      return item;
    }));
  }

  #show(open) {
    const drawer = this.#narrow.matches;
    this.#isOpen = open && drawer;
    const side = $('side');
    side.classList.toggle('open', this.#isOpen);
    side.inert = drawer && !open;
    if (drawer) {
      side.setAttribute('role', 'dialog');
      side.setAttribute('aria-modal', 'true');
    } else {
      side.removeAttribute('role');
      side.removeAttribute('aria-modal');
    }
    $('main').inert = this.#isOpen;
    $('shade').hidden = !this.#isOpen;
    $('open-side').setAttribute('aria-expanded', String(this.#isOpen));
  }

  async #copy() {
    const button = $('copy');
    const before = 'Copy the link of this room';
    let copied = true;
    try {
      await navigator.clipboard.writeText(location.href);
    } catch {
      // No clipboard without TLS: the address bar has the link.
      copied = false;
    }
    button.textContent = copied ? 'Copied' : 'Please copy it from the address bar';
    setTimeout(() => { button.textContent = before; }, 2500);
  }
}
