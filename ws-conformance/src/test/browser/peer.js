// The browser's WebSocket, doing what it is told (see npm/peer.js). What is seen is asked for with seen("ended 7").
'use strict';
{
  const known = new Map();
  const about = (what) => {
    if (!known.has(what)) {
      const entry = {};
      entry.promise = new Promise((tell) => (entry.tell = tell));
      known.set(what, entry);
    }
    return known.get(what);
  };

  globalThis.seen = (what) => about(what).promise;

  globalThis.connect = (number, url, subprotocols) => {
    const socket = new WebSocket(url, subprotocols);
    socket.binaryType = 'arraybuffer';
    let open = false;
    socket.onopen = () => {
      open = true;
      const deflate = socket.extensions.includes('permessage-deflate') ? 'on' : 'off';
      about(`agreed ${number}`).tell(`${socket.protocol || '-'} ${deflate}`);
    };
    socket.onmessage = ({ data }) => {
      const [command, code, ...text] = typeof data === 'string' && data.startsWith('!') ? data.split(' ') : [];
      if (!command) socket.send(data);
      else if (code) socket.close(Number(code), text.join(' '));
      else socket.close();
    };
    // A page is not told how it was refused.
    socket.onclose = ({ code, reason }) =>
      open ? about(`ended ${number}`).tell(`${code} ${reason}`) : about(`refused ${number}`).tell('');
  };
}
