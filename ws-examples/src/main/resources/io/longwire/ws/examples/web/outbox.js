// Messages on their way: shown at once, sent one after the other, kept until the server has told them to the room.

import { store, token } from './store.js';

export class Outbox {
  #room;
  #messages;
  #send;
  #changed;
  #current = null;
  #ready = false;
  #timer = 0;

  /** send(message) hands one to the connection; changed(messages) shows what waits. */
  constructor(room, send, changed) {
    this.#room = room;
    this.#send = send;
    this.#changed = changed;
    this.#messages = store.outbox(room);
    this.#show();
  }

  add(text) {
    this.#messages.push({ ref: token(), text, time: Date.now() });
    this.#show();
    this.#next();
  }

  /** The server knows this one: it need not be sent again. */
  done(ref) {
    this.#remove(ref);
    this.#next();
  }

  /** Removed for good, by its writer. */
  discard(ref) {
    this.#remove(ref);
    this.#next();
  }

  refused(ref, reason) {
    const message = this.#messages.find((m) => m.ref === ref);
    if (!message) return;
    message.failed = reason;
    if (this.#current === ref) this.#current = null;
    this.#show();
    this.#next();
  }

  later(ref, milliseconds) {
    if (this.#current === ref) this.#current = null;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      this.#next();
    }, milliseconds);
  }

  /** The room has welcomed us, or the connection is gone. What was under way is sent again: its ref makes that harmless. */
  ready(yes) {
    this.#ready = yes;
    this.#current = null;
    this.#show();
    this.#next();
  }

  stop() {
    clearTimeout(this.#timer);
    this.#ready = false;
  }

  #remove(ref) {
    this.#messages = this.#messages.filter((m) => m.ref !== ref);
    if (this.#current === ref) this.#current = null;
    this.#show();
  }

  #next() {
    if (!this.#ready || this.#current || this.#timer) return;
    const message = this.#messages.find((m) => !m.failed);
    if (message && this.#send({ type: 'say', text: message.text, ref: message.ref })) this.#current = message.ref;
  }

  #show() {
    store.keepOutbox(this.#room, this.#messages);
    this.#changed(this.#messages, this.#ready);
  }
}
