// One connection to a room that comes back by itself: hello, round-trip time, and full-jitter back-off.

const FIRST_DELAY = 500;
const LONGEST_DELAY = 15_000;
const STABLE = 60_000;
const PING_EVERY = 5_000;
const SILENCE = 11_000;
const REPLACED = 4001;

export class Wire {
  #url;
  #hello;
  #on;
  #socket = null;
  #attempts = 0;
  #retry = 0;
  #ticker = 0;
  #welcomedAt = 0;
  #heardAt = 0;
  #pings = new Map();
  #ping = 0;

  /** on: { state(name, detail), message(object), rtt(milliseconds) } */
  constructor(url, hello, on) {
    this.#url = url;
    this.#hello = hello;
    this.#on = on;
  }

  connect() {
    this.#drop();
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    this.#welcomedAt = 0;
    this.#heardAt = performance.now();
    this.#on.state('connecting');
    // The ticker judges a connection that never opens, too.
    this.#ticker = setInterval(() => this.#tick(), PING_EVERY);
    socket.onopen = () => this.hello();
    socket.onmessage = (event) => this.#heard(JSON.parse(event.data));
    socket.onclose = (event) => this.#lost(event.code);
  }

  hello() {
    this.send(this.#hello());
  }

  /** Whether it was handed to an open connection; what becomes of it, only the server's answer tells. */
  send(message) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** Goes on at once when it waits for the next attempt. */
  retryNow() {
    if (this.#retry) this.connect();
  }

  stop() {
    this.#drop();
  }

  #heard(message) {
    this.#heardAt = performance.now();
    if (message.type === 'pong') {
      const sent = this.#pings.get(message.n);
      this.#pings.delete(message.n);
      if (sent !== undefined) this.#on.rtt(this.#heardAt - sent);
      return;
    }
    if (message.type === 'welcome') {
      this.#welcomedAt = this.#heardAt;
      this.#on.state('open');
      this.#sendPing();
    }
    this.#on.message(message);
  }

  #tick() {
    const silent = performance.now() - this.#heardAt;
    if (silent > SILENCE && (this.#pings.size > 0 || this.#socket?.readyState === WebSocket.CONNECTING)) {
      // The browser may take minutes to notice a dead network; the closing handshake would wait for it.
      this.#lost(1006);
    } else {
      this.#sendPing();
    }
  }

  #sendPing() {
    const n = ++this.#ping;
    if (this.send({ type: 'ping', n })) this.#pings.set(n, performance.now());
  }

  #lost(code) {
    const lasted = this.#welcomedAt ? performance.now() - this.#welcomedAt : 0;
    this.#drop();
    if (code === REPLACED) {
      this.#on.state('replaced');
      return;
    }
    if (lasted > STABLE) this.#attempts = 0;
    // Full jitter: clients that lost the same server do not come back at the same moment.
    const most = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#attempts++);
    const delay = 100 + Math.random() * most;
    this.#retry = setTimeout(() => this.connect(), delay);
    this.#on.state('waiting', delay);
  }

  #drop() {
    clearTimeout(this.#retry);
    clearInterval(this.#ticker);
    this.#retry = 0;
    this.#pings.clear();
    const socket = this.#socket;
    this.#socket = null;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
  }
}
