'use strict';
// Runs homebridge with a plugin as its users would, on the loopback interface alone, asks its accessory server what a phone
// would be shown, switches a lamp, and looks at it until it is on. Told by the environment: CLIENTS (where both are
// installed), PLATFORM (the plugin's settings as JSON), LAMP and SHUTTER_NAME (names of accessories). Tells on one line of
// JSON what it saw.
const { spawn } = require('child_process');
const crypto = require('crypto');
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');
const { CLIENTS, PLATFORM, LAMP, SHUTTER_NAME } = process.env;
const PIN = '031-45-154';
const ON = '25';
const NAME = '23';
const POSITION = '6D';
const short = (type) => type.replace(/^0*([0-9A-F]+)(-0000-1000-8000-0026BB765291)?$/i, '$1').toUpperCase();

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function until(look, ok, ms) {
  const patience = Date.now() + ms;
  let last;
  while (Date.now() < patience) {
    try {
      last = await look();
      if (ok(last)) {
        return last;
      }
    } catch (notYet) {
      last = notYet;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('waited in vain, last: ' + (last instanceof Error ? last.message : JSON.stringify(last).slice(0, 2000)));
}

async function main() {
  const port = await freePort();
  const loopback = Object.entries(os.networkInterfaces()).find(([, addresses]) => addresses.some((a) => a.internal))[0];
  const username = '0E' + [...crypto.randomBytes(5)].map((b) => ':' + b.toString(16).padStart(2, '0').toUpperCase()).join('');
  const storage = path.join(CLIENTS, 'homebridge');
  fs.mkdirSync(storage, { recursive: true });
  fs.writeFileSync(path.join(storage, 'config.json'), JSON.stringify({
    bridge: { name: 'Candelabra', username, port, pin: PIN, advertiser: 'ciao', bind: [loopback] },
    platforms: [JSON.parse(PLATFORM)],
  }));
  const homebridge = spawn(process.execPath, [
    path.join(CLIENTS, 'node_modules', 'homebridge', 'bin', 'homebridge'),
    '-I', '-Q', '-U', storage, '-P', path.join(CLIENTS, 'node_modules'), '--strict-plugin-resolution',
  ], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  homebridge.stdout.on('data', (text) => { said += text; });
  homebridge.stderr.on('data', (text) => { said += text; });
  const base = 'http://127.0.0.1:' + port;
  const accessories = async () => (await (await fetch(base + '/accessories')).json()).accessories
    .map((accessory) => ({
      aid: accessory.aid,
      name: accessory.services.flatMap((s) => s.characteristics).find((c) => short(c.type) === NAME).value,
      characteristics: accessory.services.flatMap((s) => s.characteristics),
      services: accessory.services.map((s) => short(s.type)),
    }));
  const found = (all, name) => all.find((accessory) => accessory.name === name);
  const value = (accessory, type) => accessory.characteristics.find((c) => short(c.type) === type).value;
  try {
    const all = await until(accessories, (seen) => found(seen, LAMP) && (!SHUTTER_NAME || found(seen, SHUTTER_NAME)), 45000);
    const lamp = found(all, LAMP);
    const on = lamp.characteristics.find((c) => short(c.type) === ON);
    const before = Boolean(on.value);
    const answer = await fetch(base + '/characteristics', {
      method: 'PUT',
      headers: { 'Content-Type': 'application/hap+json', authorization: PIN },
      body: JSON.stringify({ characteristics: [{ aid: lamp.aid, iid: on.iid, value: true }] }),
    });
    const after = await until(accessories, (seen) => Boolean(value(found(seen, LAMP), ON)), 20000);
    console.log(JSON.stringify({
      accessories: all.map(({ name, services }) => ({ name, services })),
      answered: answer.status,
      before,
      after: Boolean(value(found(after, LAMP), ON)),
      position: SHUTTER_NAME ? value(found(after, SHUTTER_NAME), POSITION) : null,
    }));
  } catch (failed) {
    throw new Error(failed.message + '\nhomebridge said:\n' + said.slice(-6000));
  } finally {
    homebridge.kill('SIGTERM');
  }
}

main().then(() => process.exit(0), (error) => {
  console.error(error);
  process.exit(1);
});
