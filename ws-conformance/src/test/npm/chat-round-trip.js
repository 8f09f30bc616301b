// Opens the chat as a browser would: the page, then two sockets in one room; what one says, the other hears.
// usage: node chat-round-trip.js ws://127.0.0.1:PORT
import assert from 'node:assert/strict';
import { once } from 'node:events';
import WebSocket from 'ws';

const address = process.argv[2];
const page = await fetch(address.replace(/^ws/, 'http') + '/');
assert.equal(page.status, 200);
assert.match(page.headers.get('content-type'), /^text\/html/);
assert.match(await page.text(), /<title>Longwire chat<\/title>/);

class Guest {
  static async enter(name, perMessageDeflate) {
    const guest = new Guest();
    guest.heard = [];
    guest.waiting = [];
    guest.socket = new WebSocket(address + '/chat/round-trip', { perMessageDeflate });
    guest.socket.on('message', (data, binary) => guest.hear(data, binary));
    await once(guest.socket, 'open');
    guest.say({ type: 'hello', name });
    await guest.hears((m) => m.type === 'welcome');
    return guest;
  }

  say(message) {
    this.socket.send(JSON.stringify(message));
  }

  hear(data, binary) {
    assert.equal(binary, false);
    this.heard.push(JSON.parse(data.toString()));
    this.waiting.forEach((check) => check());
  }

  hears(wanted) {
    return new Promise((resolve) => {
      const check = () => this.heard.some(wanted) && resolve();
      this.waiting.push(check);
      check();
    });
  }

  async leave() {
    this.socket.close(1000, 'bye');
    const [code] = await once(this.socket, 'close');
    assert.equal(code, 1000);
  }
}

const deadline = setTimeout(() => {
  console.error('no round trip within 20 s');
  process.exit(1);
}, 20_000);
const ada = await Guest.enter('Ada', true);
const bob = await Guest.enter('Bob', false);
await ada.hears((m) => m.type === 'joined' && m.name === 'Bob');
const text = 'Grüße, 世界 🎉 ' + 'x'.repeat(1000);
ada.say({ type: 'say', text, ref: 'r1' });
await bob.hears((m) => m.type === 'said' && m.name === 'Ada' && m.text === text);
await ada.hears((m) => m.type === 'said' && m.ref === 'r1');
await bob.leave();
await ada.hears((m) => m.type === 'left');
await ada.leave();
clearTimeout(deadline);
console.log(`round trip at ${address}: page, two guests, ${text.length} characters said and heard`);
