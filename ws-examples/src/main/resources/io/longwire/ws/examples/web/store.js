// What the browser remembers. Storage may be forbidden or full; then the page just forgets.

function read(storage, key) {
  try {
    return window[storage].getItem('longwire.' + key);
  } catch {
    return null;
  }
}

function write(storage, key, value) {
  try {
    window[storage].setItem('longwire.' + key, value);
  } catch {
    // Nothing to do: it works for as long as the page is open.
  }
}

function list(storage, key) {
  try {
    const value = JSON.parse(read(storage, key) ?? '[]');
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

export function token(bytes = 16) {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (b) => b.toString(16).padStart(2, '0')).join('');
}

export const store = {
  get name() { return read('localStorage', 'name') ?? ''; },
  set name(value) { write('localStorage', 'name', value); },

  get theme() { return read('localStorage', 'theme') ?? 'system'; },
  set theme(value) { write('localStorage', 'theme', value); },

  get rooms() { return list('localStorage', 'rooms').filter((r) => typeof r === 'string').slice(0, 8); },
  set rooms(value) { write('localStorage', 'rooms', JSON.stringify(value.slice(0, 8))); },

  // Of this tab alone: two tabs are two members, a reload is the same one.
  get key() { return read('sessionStorage', 'key'); },
  set key(value) { write('sessionStorage', 'key', value); },

  outbox(room) {
    return list('sessionStorage', 'outbox.' + room)
      .filter((m) => typeof m?.ref === 'string' && typeof m?.text === 'string');
  },
  keepOutbox(room, messages) {
    write('sessionStorage', 'outbox.' + room, JSON.stringify(messages.map(({ ref, text }) => ({ ref, text }))));
  },
};
