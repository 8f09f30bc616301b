// Talks to an echo server and checks every answer.
// usage: node ws-client.js ws://127.0.0.1:PORT/echo off|on|no-takeover|small-windows     (permessage-deflate)
import assert from 'node:assert/strict';
import { once } from 'node:events';
import WebSocket from 'ws';
import { deflate } from './deflate.js';

const [url, compression] = process.argv.slice(2);
const perMessageDeflate = deflate(compression);

async function open(subprotocols) {
  const socket = new WebSocket(url, subprotocols, { perMessageDeflate });
  socket.on('close', (code, reason) => console.error(`closed ${code} ${reason}`)); // says why an answer stays out
  await once(socket, 'open');
  return socket;
}

async function echo(socket, payload, options) {
  const answered = once(socket, 'message');
  socket.send(payload, options);
  const [data, binary] = await answered;
  assert.equal(binary, typeof payload !== 'string');
  assert.ok(Buffer.from(payload).equals(data), 'the answer differs');
}

const socket = await open(['nobody-speaks-this', 'echo']);
assert.equal(socket.protocol, 'echo');
assert.equal(socket.extensions.includes('permessage-deflate'), compression !== 'off');
const agreed = socket._extensions['permessage-deflate']?.params;
assert.equal(agreed?.server_no_context_takeover ?? false, compression === 'no-takeover');
assert.equal(agreed?.server_max_window_bits, compression === 'small-windows' ? 9 : undefined);
await echo(socket, 'Grüße? \u{1F600} \u20AC');
await echo(socket, '');
await echo(socket, Buffer.alloc(0));
await echo(socket, Array.from({ length: 20_000 }, (_, i) => i).join(' '));
const before = socket._socket.bytesRead;
for (let i = 0; i < 10; i++) {
  await echo(socket, 'the same words over and over; '.repeat(1000));
}
const answers = socket._socket.bytesRead - before;
assert.ok(compression === 'off' ? answers > 300_000 : answers < 30_000, `300,000 bytes came as ${answers}`);
const million = Buffer.from(Array.from({ length: 1024 * 1024 }, (_, i) => (i * 31 + (i >> 8)) & 0xff));
await echo(socket, million);
for (let i = 0; i < 50; i++) {
  await echo(socket, JSON.stringify({ number: i, text: 'again and again and again', list: [i, i + 1] }));
}

const whole = once(socket, 'message');
socket.send('in ', { fin: false });
socket.send('three ', { fin: false });
socket.send('fragments', { fin: true });
assert.equal((await whole)[0].toString(), 'in three fragments');

const pong = once(socket, 'pong');
socket.ping('are you there?');
assert.equal((await pong)[0].toString(), 'are you there?');

const closed = once(socket, 'close');
socket.close(4001, 'enough');
assert.deepEqual((await closed).map(String), ['4001', '']);

const other = await open([]);
const ended = once(other, 'close');
other.close();
assert.equal((await ended)[0], 1005);
console.log('client done');
