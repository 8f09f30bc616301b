// The page: which room, who is here, and what the parts tell each other.

import { Log, avatar, element } from './log.js';
import { Outbox } from './outbox.js';
import { Side } from './side.js';
import { store, token } from './store.js';
import { Wire } from './wire.js';

const LONGEST = 2000;
const ROOM = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]{0,39}$/u;
const $ = (id) => document.getElementById(id);

const log = new Log({ scroll: $('scroll'), lines: $('log'), pending: $('pending'), pill: $('pill'), empty: $('empty') });
const side = new Side(go);
const members = new Map();
const text = $('text');

let room = '';
let me = null;
let epoch = null;
let lastId = 0;
let wire = null;
let outbox = null;
let unread = 0;
let countdown = 0;
let lateBanner = 0;
let introduced = false;

if (!store.key) store.key = token();

// ---- rooms

function roomOfAddress() {
  let wanted = '';
  try {
    wanted = decodeURIComponent(location.hash.replace(/^#\/?/, '')).trim();
  } catch {
    // A hash that is no well-formed escape names no room.
  }
  return ROOM.test(wanted) ? wanted : 'lobby';
}

function go(wanted) {
  const name = wanted.trim().replace(/\s+/gu, ' ');
  if (!ROOM.test(name)) return false;
  if (name === room) side.close();
  location.hash = '#/' + encodeURIComponent(name);
  return true;
}

/** Who is there, and the last line that this page has. */
function hello() {
  const since = epoch ? { since: `${lastId}.${epoch}.` } : {};
  return { type: 'hello', name: store.name, key: store.key, ...since };
}

function enter() {
  room = roomOfAddress();
  wire?.stop();
  outbox?.stop();
  members.clear();
  me = epoch = null;
  lastId = 0;
  log.clear();
  $('rtt').textContent = '';
  $('room-name').replaceChildren(element('span', 'sr', 'Room '), element('span', 'hash', '#'), element('bdi', '', room));
  store.rooms = [room, ...store.rooms.filter((r) => r !== room)];
  side.rooms(room);
  side.close();
  showMembers();
  showTitle();
  outbox = new Outbox(room, (message) => wire.send(message), showPending);
  const url = new URL('chat/' + encodeURIComponent(room), document.baseURI);
  url.protocol = url.protocol.replace('http', 'ws');
  url.hash = '';
  wire = new Wire(url, hello, { state, message, rtt });
  if (store.name) {
    wire.connect();
  } else {
    state('stopped');
    introduce('Who are you?');
  }
}

// ---- what the connection tells

function state(name, delay) {
  clearInterval(countdown);
  clearTimeout(lateBanner);
  const words = { connecting: 'Connecting…', open: 'Connected', waiting: 'Offline', replaced: 'Disconnected', stopped: 'Not connected' };
  $('state').dataset.state = name;
  $('state-text').textContent = words[name];
  if (name !== 'open') $('rtt').textContent = '';
  outbox.ready(false);
  if (name === 'open' || name === 'stopped') {
    banner(null);
  } else if (name === 'replaced') {
    banner('You joined this room somewhere else.', 'Join here');
  } else if (name === 'connecting') {
    if ($('banner').hidden) lateBanner = setTimeout(() => banner('Connecting…'), 1500);
    else banner('Reconnecting…');
  } else {
    const until = performance.now() + delay;
    const tell = () => {
      const seconds = Math.ceil((until - performance.now()) / 1000);
      banner(seconds > 1 ? `Reconnecting… next attempt in ${seconds} s` : 'Reconnecting…', 'Try now');
    };
    tell();
    countdown = setInterval(tell, 1000);
  }
}

function banner(sentence, button) {
  $('banner').hidden = sentence === null;
  // Only a change is written: a screen reader would read each write.
  if (sentence !== null && $('banner-text').textContent !== sentence) $('banner-text').textContent = sentence;
  $('banner-button').hidden = !button;
  if (button) $('banner-button').textContent = button;
  $('banner').classList.toggle('working', button !== 'Join here');
}

function rtt(milliseconds) {
  $('rtt').textContent = milliseconds < 1 ? '< 1 ms' : `${Math.round(milliseconds)} ms`;
  $('rtt').title = 'Round-trip time';
}

const heard = {
  welcome(m) {
    introduced = true;
    store.name = m.name;
    if ($('hello').open) $('hello').close();
    const again = epoch === m.epoch;
    if (epoch && !again) log.note('gap', '', 'The room has started over');
    if (again && m.recent.length && m.recent[0].id > lastId + 1) log.note('gap', '', 'Some messages were missed here');
    if (!again) lastId = 0;
    me = m.you;
    epoch = m.epoch;
    members.clear();
    m.members.forEach((member) => members.set(member.id, member.name));
    m.recent.forEach((line) => said(line, again));
    showMembers();
    outbox.ready(true);
    if (matchMedia('(pointer: fine)').matches && !again) text.focus();
  },
  said(m) {
    said(m, true);
  },
  gap(m) {
    log.note('gap', '', epoch === m.epoch ? 'Some messages were missed here' : 'The room has started over');
    epoch = m.epoch;
    lastId = m.id;
  },
  joined(m) {
    const known = members.has(m.id);
    members.set(m.id, m.name);
    showMembers();
    if (!known && m.id !== me && !log.backAgain(m.name)) {
      log.note('joined', m.name, (names) => `${listing(names)} joined`);
    }
  },
  renamed(m) {
    const before = members.get(m.id);
    members.set(m.id, m.name);
    if (m.id === me) store.name = m.name;
    showMembers();
    if (m.id === me && $('hello').open) $('hello').close();
    if (before && before !== m.name) log.note('renamed', '', `${m.id === me ? 'You are' : before + ' is'} now ${m.name}`);
  },
  left(m) {
    const name = members.get(m.id);
    members.delete(m.id);
    showMembers();
    if (name && m.id !== me) log.note('left', name, (names) => `${listing(names)} left`);
  },
  known(m) {
    outbox.done(m.ref);
  },
  error(m) {
    if (m.ref) {
      if (m.wait) outbox.later(m.ref, m.wait);
      else outbox.refused(m.ref, m.text);
    } else if (introduced && $('hello').open) {
      $('name-error').textContent = m.text;
    } else {
      introduce('Who are you?', m.text);
    }
  },
};

function message(m) {
  if (Object.hasOwn(heard, m.type)) heard[m.type](m);
}

function said(line, isNew) {
  if (line.id <= lastId) return;
  lastId = line.id;
  const own = line.from === me;
  if (own && line.ref) outbox.done(line.ref);
  log.line(line, own, isNew);
  if (own || !isNew) return;
  $('announce').textContent = `${line.name}: ${line.text.slice(0, 200)}`;
  if (document.hidden) {
    unread++;
    showTitle();
  }
}

// ---- what is shown

function showTitle() {
  document.title = `${unread ? `(${unread}) ` : ''}#${room} · Longwire`;
}

function showMembers() {
  const sorted = [...members].sort(([a, x], [b, y]) => (b === me) - (a === me) || x.localeCompare(y));
  $('people').replaceChildren(...sorted.map(([id, name]) => {
    const item = element('li', id === me ? 'self' : '');
    item.append(avatar(id, name), element('bdi', 'name', name));
    if (id === me) item.append(element('span', 'you', 'you'));
    return item;
  }));
  $('people-count').textContent = $('open-side-count').textContent = members.size || '';
  $('rename').hidden = !me;
}

function showPending(messages, ready) {
  log.pending(messages, ready, {
    edit(message) {
      outbox.discard(message.ref);
      text.value = text.value ? `${message.text}\n${text.value}` : message.text;
      typed();
      text.focus();
    },
    discard(message) {
      outbox.discard(message.ref);
      text.focus();
    },
  });
}

function listing(names) {
  return names.length < 2 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

// ---- the name

function introduce(title, problem = '') {
  const first = !introduced;
  $('hello-title').textContent = title;
  $('hello-lead').replaceChildren(first ? 'You are about to join ' : 'You are in ', element('strong', '', '#' + room), '.');
  $('name').value = store.name;
  $('name-error').textContent = problem;
  $('hello-cancel').hidden = first;
  $('hello-ok').textContent = first ? 'Join' : 'Change';
  if (!$('hello').open) $('hello').showModal();
  $('name').select();
}

$('hello').addEventListener('cancel', (event) => {
  if (!introduced) event.preventDefault();
});
$('hello-cancel').addEventListener('click', () => $('hello').close());
$('name').addEventListener('input', () => { $('name-error').textContent = ''; });
$('hello-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const name = $('name').value.trim();
  if (!name) {
    $('name-error').textContent = 'Please tell a name.';
  } else if (me && name === members.get(me)) {
    $('hello').close();
  } else if (me && wire.send({ type: 'rename', name })) {
    // The dialog stays until the room knows the name.
  } else {
    store.name = name;
    if (me) $('hello').close();
    else if ($('state').dataset.state !== 'connecting' || !wire.send(hello())) wire.connect();
  }
});
$('rename').addEventListener('click', () => {
  side.close();
  introduce('Change your name');
});

// ---- writing

function typed() {
  const length = [...text.value].length;
  $('count').hidden = length < LONGEST - 200;
  $('count').textContent = `${length} of ${LONGEST} characters`;
  $('count').classList.toggle('over', length > LONGEST);
  $('send').disabled = text.value.trim() === '' || length > LONGEST;
  text.style.height = 'auto';
  text.style.height = Math.min(text.scrollHeight, 160) + 'px';
}

text.addEventListener('input', typed);
text.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $('compose').requestSubmit();
  }
});
$('compose').addEventListener('submit', (event) => {
  event.preventDefault();
  typed();
  if ($('send').disabled) return;
  outbox.add(text.value.trim());
  text.value = '';
  typed();
  log.toBottom();
});

// ---- the rest

$('banner-button').addEventListener('click', () => {
  if ($('state').dataset.state === 'replaced') {
    // A tab that was duplicated has the other's key: from now on it is somebody of its own.
    store.key = token();
    wire.connect();
  } else {
    wire.retryNow();
  }
});

function seen() {
  if (document.hidden) return;
  unread = 0;
  showTitle();
  wire?.retryNow();
}

function paint(theme) {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  $('theme-text').textContent = `Colours: ${theme}`;
  $('theme').title = `Colours: ${theme}`;
}

$('theme').addEventListener('click', () => {
  // From what the system says to its opposite first: a click that changes nothing looks broken.
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const order = dark ? ['system', 'light', 'dark'] : ['system', 'dark', 'light'];
  store.theme = order[(order.indexOf(document.documentElement.dataset.theme ?? 'system') + 1) % 3];
  paint(store.theme);
});

document.addEventListener('visibilitychange', seen);
window.addEventListener('online', () => wire.retryNow());
window.addEventListener('hashchange', () => roomOfAddress() !== room && enter());

paint(['light', 'dark'].includes(store.theme) ? store.theme : 'system');
typed();
enter();
