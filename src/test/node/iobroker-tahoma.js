'use strict';
// Drives ioBroker's Tahoma adapter: its own main file runs unchanged, with an adapter around it that keeps objects and
// states in memory. Told by the environment: CLIENTS (where it is unpacked), BASE, USER_ID, PASSWORD, SHUTTER, CLOSURE.
// Tells on one line of JSON what it saw.
const EventEmitter = require('events');
const Module = require('module');
const path = require('path');
const { CLIENTS, BASE, USER_ID, PASSWORD, SHUTTER, CLOSURE } = process.env;

const NAMESPACE = 'tahoma.0';
const PATIENCE_MS = 30000;
const objects = new Map();
const states = new Map();
const lines = [];

const full = (id) => (id.startsWith(NAMESPACE + '.') ? id : NAMESPACE + '.' + id);
const later = (callback, ...args) => callback && setImmediate(callback, ...args);
const note = (level) => (text) => lines.push(level + ' ' + text);

class Adapter extends EventEmitter {
  constructor() {
    super();
    this.namespace = NAMESPACE;
    this.FORBIDDEN_CHARS = /[^._\-/ :!#$%&()+=@^{}|~\p{Ll}\p{Lu}\p{Nd}]+/gu;
    this.config = { username: USER_ID, password: PASSWORD, tahomalinkurl: BASE, pollinterval: 5000 };
    this.log = { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') };
  }
  subscribeStates() {}
  getObject(id, callback) { later(callback, null, objects.get(full(id))); }
  setObject(id, object, callback) { objects.set(full(id), object); later(callback, null); }
  setObjectNotExists(id, object, callback) {
    if (!objects.has(full(id))) {
      objects.set(full(id), object);
    }
    later(callback, null);
  }
  // a question to a database, which sees what was written before it
  getAdapterObjects(callback) { setTimeout(() => callback(Object.fromEntries(objects)), 100); }
  getForeignObject(id, callback) { later(callback, null, undefined); }
  getState(id, callback) { later(callback, null, states.has(full(id)) ? states.get(full(id)) : null); }
  setState(id, value, ack) { states.set(full(id), { val: value, ack, ts: Date.now() }); }
  deleteState(id) { states.delete(full(id)); }
}

// the two libraries that tie it to a running ioBroker
const standIns = {
  '@iobroker/adapter-core': { Adapter },
  '@strathcole/iob-lib': { ioBLib: { init() {}, setOrUpdateState() {} } },
};
const load = Module._load;
Module._load = (name, ...rest) => standIns[name] || load(name, ...rest);

const adapter = require(path.join(CLIENTS, 'package', 'main.js'))({});

async function until(what, found) {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    const it = found();
    if (it !== undefined && it !== false) {
      return it;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('did not happen: ' + what + '\n' + lines.map((line) => line.slice(0, 300)).slice(-60).join('\n'));
}

/** The adapter polls every five seconds, and when it is asked to. */
const poll = () => adapter.emit('stateChange', NAMESPACE + '.update', { val: true, ack: false });

async function main() {
  adapter.emit('ready');
  const device = await until('the shutter is there', () => {
    const entry = [...states].find(([id, state]) => id.endsWith('.deviceURL') && state.val === SHUTTER);
    return entry && entry[0].slice(0, -'.deviceURL'.length);
  });
  await until('a listener', () => lines.some((line) => line.includes('eventRegisterID = ')));
  const closure = device + '.states.core:ClosureState';
  adapter.emit('stateChange', closure, { val: Number(CLOSURE), ack: false });
  const polling = setInterval(poll, 200);
  await until('the execution is completed',
    () => lines.some((line) => line.startsWith('debug Event: ') && line.includes('"newState":"COMPLETED"')));
  await until('the state has arrived', () => states.get(closure).val === Number(CLOSURE) && states.get(closure).ack);
  clearInterval(polling);
  await new Promise((resolve) => adapter.emit('unload', resolve));
  console.log(JSON.stringify({
    devices: [...states].filter(([id]) => id.endsWith('.deviceURL')).map(([, state]) => state.val),
    scenes: [...states.keys()].filter((id) => id.includes('.actionGroups.') && id.endsWith('.oid')).length,
    closure: states.get(closure).val,
    urgent: lines.some((line) => line.includes('POST request on ' + BASE + 'exec/apply/highPriority')),
    loggedOut: lines.some((line) => line.includes('POST request on ' + BASE + 'logout')),
    warnings: lines.filter((line) => line.startsWith('warn ') || line.startsWith('error ')),
  }));
  process.exit(0);
}

// where the adapter itself falls over, the lines before tell why
process.on('uncaughtException', (error) => {
  console.error(error, '\n' + lines.map((line) => line.slice(0, 600)).slice(-20).join('\n'));
  process.exit(1);
});

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
