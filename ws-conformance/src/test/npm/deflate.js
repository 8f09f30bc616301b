// The settings of permessage-deflate (RFC 7692) by the name that the tests give them. Everything is compressed, however short.
const settings = {
  on: {},
  'no-takeover': { serverNoContextTakeover: true, clientNoContextTakeover: true },
  'small-windows': { serverMaxWindowBits: 9, clientMaxWindowBits: 9 },
};

export const deflate = (name) => (name === 'off' ? false : { threshold: 0, ...settings[name] });
