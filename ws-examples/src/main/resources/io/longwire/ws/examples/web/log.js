// The list of what was said. Texts of others reach the page through textContent alone.

const SAME_BREATH = 3 * 60_000;
const MOST_LINES = 500;
const NEAR_BOTTOM = 48;

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** The same hue for the same member, on every page. */
export function hue(id) {
  let hash = 2166136261;
  for (const c of id) hash = Math.imul(hash ^ c.codePointAt(0), 16777619);
  return (hash >>> 0) % 360;
}

export function initial(name) {
  return (graphemes.segment(name)[Symbol.iterator]().next().value?.segment ?? '?').toUpperCase();
}

export function avatar(id, name) {
  const made = element('span', 'avatar', initial(name));
  made.style.setProperty('--hue', hue(id));
  made.setAttribute('aria-hidden', 'true');
  return made;
}

/** Addresses become links; everything else stays text. */
function fill(place, text) {
  let end = 0;
  for (const match of text.matchAll(/\bhttps?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}]/giu)) {
    place.append(text.slice(end, match.index));
    const link = element('a', '', match[0]);
    link.href = match[0];
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
    place.append(link);
    end = match.index + match[0].length;
  }
  place.append(text.slice(end));
}

function isEmoji(text) {
  return /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\s)+$/u.test(text)
    && /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(text)
    && [...graphemes.segment(text.replace(/\s/gu, ''))].length <= 3;
}

function bubble(text, when) {
  const made = element('div', isEmoji(text) ? 'text emoji' : 'text');
  made.dir = 'auto';
  fill(made, text);
  const stamp = element('time', 'time', clock.format(when));
  stamp.dateTime = when.toISOString();
  stamp.title = full.format(when);
  made.append(stamp);
  return made;
}

export class Log {
  #scroll;
  #lines;
  #pending;
  #pill;
  #empty;
  #last = null;
  #day = '';
  #missed = 0;
  #atBottom = true;
  #height = 0;

  constructor({ scroll, lines, pending, pill, empty }) {
    this.#scroll = scroll;
    this.#lines = lines;
    this.#pending = pending;
    this.#pill = pill;
    this.#empty = empty;
    scroll.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    pill.addEventListener('click', () => {
      this.toBottom();
      scroll.focus({ preventScroll: true });
    });
    // A keyboard that slides in or a longer input must not hide the newest line.
    new ResizeObserver(() => this.#atBottom && this.toBottom()).observe(scroll);
  }

  clear() {
    this.#lines.replaceChildren();
    this.#last = null;
    this.#day = '';
    this.toBottom();
    this.#shown();
  }

  line({ id, from, name, text, time }, own, isNew) {
    const when = new Date(time);
    if (this.#day !== when.toDateString()) {
      this.#day = when.toDateString();
      this.#last = null;
      this.#append(element('li', 'note day', day.format(when)));
    }
    const joined = this.#last?.from === from && this.#last.name === name && time - this.#last.time < SAME_BREATH;
    const item = element('li', ['line', own ? 'own' : '', joined ? 'joined' : '', isNew ? 'fresh' : ''].join(' '));
    item.dataset.id = id;
    item.style.setProperty('--hue', hue(from));
    if (!joined) {
      item.append(avatar(from, name));
      const head = element('div', 'head');
      const who = element('bdi', 'who', own ? 'You' : name);
      head.append(who);
      item.append(head);
    } else {
      item.append(element('span', 'sr', (own ? 'You' : name) + ': '));
    }
    item.append(bubble(text, when));
    this.#append(item, isNew && !own);
    this.#last = { from, name, time };
  }

  /** Somebody came or went, or something else about the room. Notes of one kind in a row become one. */
  note(kind, name, sentence) {
    const last = this.#lines.lastElementChild;
    if (name && last?.dataset.kind === kind && !last.names.includes(name) && last.names.length < 6) {
      last.names.push(name);
      last.textContent = sentence(last.names);
      return;
    }
    const item = element('li', 'note ' + kind, name ? sentence([name]) : sentence);
    item.dataset.kind = kind;
    item.names = name ? [name] : [];
    this.#append(item);
    this.#last = null;
  }

  /** Whether the last thing in the list was that this one alone left; then it is taken back: they were away for a moment. */
  backAgain(name) {
    const last = this.#lines.lastElementChild;
    if (last?.dataset.kind !== 'left' || last.names.length !== 1 || last.names[0] !== name) return false;
    last.remove();
    return true;
  }

  pending(messages, ready, { edit, discard }) {
    this.#pending.replaceChildren(...messages.map((message) => {
      const hopeful = ready && !message.failed;
      const item = element('li', `line own waiting${message.failed ? ' failed' : ''}${hopeful ? ' hopeful' : ''}`);
      const body = bubble(message.text, new Date(message.time ?? Date.now()));
      const state = message.failed ?? (ready ? 'Sending…' : 'Waits for the connection');
      const under = element('div', 'fate');
      under.append(element('span', '', state));
      if (message.failed || !ready) {
        for (const [label, act] of [['Edit', edit], ['Discard', discard]]) {
          const button = element('button', 'link', label);
          button.type = 'button';
          button.addEventListener('click', () => act(message));
          under.append(button);
        }
      }
      item.append(body, under);
      return item;
    }));
    this.#shown();
    if (this.#atBottom) this.toBottom();
  }

  toBottom() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
    this.#atBottom = true;
    this.#seen();
  }

  #append(item, counts = false) {
    this.#lines.append(item);
    while (this.#lines.childElementCount > MOST_LINES) this.#lines.firstElementChild.remove();
    this.#shown();
    if (this.#atBottom) {
      this.toBottom();
    } else if (counts) {
      this.#missed++;
      this.#pill.textContent = `${this.#missed} new ${this.#missed === 1 ? 'message' : 'messages'}`;
      this.#pill.hidden = false;
    }
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroll;
    // A box that shrank or grew scrolls by itself; only the reader leaves the bottom.
    if (this.#height !== clientHeight) {
      this.#height = clientHeight;
      if (this.#atBottom) return;
    }
    this.#atBottom = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM;
    if (this.#atBottom) this.#seen();
  }

  #seen() {
    this.#missed = 0;
    this.#pill.hidden = true;
  }

  #shown() {
    this.#empty.hidden = this.#lines.querySelector('.line') !== null || this.#pending.childElementCount > 0;
  }
}
