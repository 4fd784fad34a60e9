'use strict';
// Drives overkiz-api as a program of its users would: it comes in, loads the home, moves a shutter, and waits until it
// has arrived. Told by the environment: CLIENTS (where it is installed), HOST, USER_ID, PASSWORD, SHUTTER, CLOSURE.
// Tells on one line of JSON what it saw.
const path = require('path');
const { CLIENTS, HOST, USER_ID, PASSWORD, SHUTTER, CLOSURE } = process.env;
const { API } = require(path.join(CLIENTS, 'node_modules', 'overkiz-api'));

async function main() {
  const api = new API({ host: HOST, user: USER_ID, password: PASSWORD, polling: { always: false, interval: 100 } });
  const setup = await api.getSetup();
  const devices = await api.getDevices();
  const shutter = devices.find((device) => device.URL === SHUTTER);
  const completed = await shutter.exec({ name: 'setClosure', parameters: [Number(CLOSURE)] });
  await shutter.refreshStates();
  const one = await shutter.refreshState('core:ClosureState');
  // the listener is given back when nothing is waited for
  const patience = Date.now() + 10000;
  while (api.eventListener.id !== undefined && Date.now() < patience) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  console.log(JSON.stringify({
    gateways: setup.gateways.map((gateway) => gateway.id),
    functions: setup.gateways.every((gateway) => Array.isArray(gateway.functions)),
    devices: devices.map((device) => device.URL),
    completed,
    closure: shutter.getStateValue('core:ClosureState'),
    again: one.value,
    unregistered: api.eventListener.id === undefined,
  }));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
