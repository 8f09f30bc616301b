// npm's ws, as server and as client, doing what it is told. Arguments: PEM files of the server's certificates and key, and of the
// authority that clients trust. Lines of stdin open connections:
//   connect NUMBER URL DEFLATE [SUBPROTOCOL ...]
// Lines of stdout tell what is seen, by the number of the connection (a server takes it from the path):
//   listening ws-DEFLATE|wss-DEFLATE PORT | ready | agreed NUMBER SUBPROTOCOL on|off | refused NUMBER STATUS | ended NUMBER CODE TEXT
// Messages are sent back, but texts that begin with "!" are commands. The end of stdin ends it.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createInterface } from 'node:readline';
import { WebSocket, WebSocketServer } from 'ws';

const MAX_BYTES = 8 << 20;
// Everything is compressed, however short (RFC 7692, 7.1).
const settings = {
  off: false,
  on: { threshold: 0 },
  'no-takeover': { threshold: 0, serverNoContextTakeover: true, clientNoContextTakeover: true },
  'small-windows': { threshold: 0, serverMaxWindowBits: 9, clientMaxWindowBits: 9 },
};
const [cert, key, ca] = process.argv.slice(2).map((file) => readFileSync(file));
const say = (...words) => console.log(words.join(' '));

function obey(socket, number) {
  const commands = {
    '!close': (code, ...text) => (code ? socket.close(Number(code), text.join(' ')) : socket.close()),
    '!cut': () => socket.terminate(),
    '!ping': (payload) => {
      socket.once('pong', (answer) => socket.send(`pong ${answer}`));
      socket.ping(payload);
    },
    '!fragments': (words) =>
      words.split('|').forEach((part, i, all) => {
        socket.send(part, { fin: i === all.length - 1 });
        if (i === 0) socket.ping('between');
      }),
  };
  socket.on('message', (data, binary) => {
    const [command, ...words] = data[0] === 0x21 && !binary ? data.toString().split(' ') : [];
    if (command) commands[command](...words);
    else socket.send(data, { binary });
  });
  socket.on('close', (code, reason) => say('ended', number, code, reason));
  socket.on('error', (error) => console.error(number, error.message));
}

function agreed(socket, number) {
  say('agreed', number, socket.protocol || '-', socket.extensions.includes('permessage-deflate') ? 'on' : 'off');
}

async function listen(name, http, perMessageDeflate) {
  const server = new WebSocketServer({
    server: http,
    maxPayload: MAX_BYTES,
    perMessageDeflate,
    handleProtocols: (offered) => (offered.has('echo') ? 'echo' : false),
    verifyClient: ({ req }, answer) => answer(/^\/\d+$/.test(req.url), 404),
  });
  server.on('connection', (socket, request) => {
    const number = request.url.slice(1);
    obey(socket, number);
    agreed(socket, number);
  });
  await new Promise((listening) => http.listen(0, '127.0.0.1', listening));
  say('listening', name, http.address().port);
}

for (const [name, perMessageDeflate] of Object.entries(settings)) {
  await listen(`ws-${name}`, createServer(), perMessageDeflate);
  await listen(`wss-${name}`, createSecureServer({ cert, key }), perMessageDeflate);
}

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const [, number, url, deflate, ...subprotocols] = line.split(' ');
  const socket = new WebSocket(url, subprotocols, { ca, perMessageDeflate: settings[deflate], maxPayload: MAX_BYTES });
  obey(socket, number);
  socket.on('open', () => agreed(socket, number));
  socket.on('unexpected-response', (request, response) => {
    say('refused', number, response.statusCode);
    request.destroy();
  });
});
lines.on('close', () => process.exit(0));
say('ready');
