// Echoes, on a port that the system chooses and that is printed first. "close CODE TEXT" closes; the end of the input stops it.
// usage: node ws-server.js off|on|no-takeover|small-windows     (permessage-deflate)
import { WebSocketServer } from 'ws';
import { deflate } from './deflate.js';

const perMessageDeflate = deflate(process.argv[2]);
const handleProtocols = (offered) => (offered.has('echo') ? 'echo' : false);
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate, handleProtocols });

server.on('listening', () => console.log(server.address().port));
server.on('connection', (socket) => {
  socket.on('message', (data, binary) => {
    const text = binary ? '' : data.toString();
    if (text.startsWith('close ')) {
      const [, code, ...words] = text.split(' ');
      socket.close(Number(code), words.join(' '));
    } else if (text === 'ping me') {
      socket.ping('hello');
      socket.once('pong', (payload) => socket.send(`pong ${payload}`));
    } else {
      socket.send(data, { binary });
    }
  });
});
process.stdin.resume().on('end', () => process.exit(0));
