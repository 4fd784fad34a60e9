'use strict';
// Drives lutron-leap as a program of its users would: it is paired, comes in with its certificate, lists what is there by
// names and kinds, listens to a button, presses it, and dims a lamp. Told by the environment: CLIENTS (where it is installed), PAIRING_PORT, LEAP_PORT,
// CSR and KEY (PEM text). Tells on one line of JSON what it saw.
const path = require('path');
const { CLIENTS, PAIRING_PORT, LEAP_PORT, CSR, KEY } = process.env;
const { LeapClient, PairingClient, SmartBridge } = require(path.join(CLIENTS, 'node_modules', 'lutron-leap'));

function pair() {
  return new Promise((resolve, reject) => {
    const client = new PairingClient('127.0.0.1', Number(PAIRING_PORT));
    const seen = [];
    client.on('message', (message) => {
      if (message.Body.Status) {
        seen.push(message.Body.Status.Permissions);
        client.requestPair(CSR).catch(reject);
      } else if (message.Body.SigningResult) {
        client.socket.end();
        resolve({ permissions: seen[0], result: message.Body.SigningResult });
      } else {
        reject(new Error(JSON.stringify(message)));
      }
    });
    client.connect().catch(reject);
  });
}

async function main() {
  const paired = await pair();
  const client = new LeapClient('127.0.0.1', Number(LEAP_PORT), paired.result.RootCertificate, KEY, paired.result.Certificate);
  const bridge = new SmartBridge('hub', client);
  const info = await bridge.getBridgeInfo();
  const devices = await bridge.getDeviceInfo();
  const pico = devices.find((device) => device.DeviceType.startsWith('Pico'));
  const groups = await bridge.getButtonGroupsFromDevice(pico);
  const buttons = await bridge.getButtonsFromGroup(groups[0]);
  const events = [];
  const heard = new Promise((resolve) => {
    bridge.subscribeToButton(buttons[0], (response) => {
      events.push(response.Body.ButtonStatus.ButtonEvent.EventType);
      if (events.length === 2) {
        resolve();
      }
    });
  });
  await bridge.ping();
  await client.request('CreateRequest', buttons[0].href + '/commandprocessor', { Command: { CommandType: 'PressAndRelease' } });
  await heard;
  const shown = devices.map((device) => ({
    name: device.FullyQualifiedName.join(' '), kind: device.DeviceType, model: device.ModelNumber, zones: (device.LocalZones || []).length,
  }));
  const lamp = devices.find((device) => device.DeviceType === 'WallDimmer' && (device.LocalZones || []).length === 1);
  const zone = lamp.LocalZones[0].href;
  const level = async () => (await client.request('ReadRequest', zone + '/status')).Body.ZoneStatus.Level;
  const before = await level();
  const wanted = before === 42 ? 58 : 42;
  await client.request('CreateRequest', zone + '/commandprocessor',
    { Command: { CommandType: 'GoToLevel', Parameter: [{ Type: 'Level', Value: wanted }] } });
  const patience = Date.now() + 20000;
  let now = await level();
  while (now !== wanted && Date.now() < patience) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    now = await level();
  }
  bridge.close();
  console.log(JSON.stringify({
    permissions: paired.permissions,
    firmware: info.firmwareRevision,
    model: info.model,
    devices: devices.length,
    buttons: buttons.length,
    events,
    shown,
    lamp: lamp.FullyQualifiedName.join(' '),
    dimmed: now === wanted,
  }));
  process.exit(0);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
