'use strict';
// Follows the links of the Sustainder API with ketting, as a page for a town's caretaker would: from the root to the lamps,
// shows them, dims one by the link that the list offers, and looks at it until it burns so. Told by the environment: CLIENTS
// (where it is installed), BASE, USER_ID, PASSWORD, ARTKEY, LEVEL. Tells on one line of JSON what it saw.
const path = require('path');
const { CLIENTS, BASE, USER_ID, PASSWORD, ARTKEY, LEVEL } = process.env;
const { Client, basicAuth } = require(path.join(CLIENTS, 'node_modules', 'ketting'));

const shown = (lamp) => ({
  id: lamp.lcm_id, pole: lamp.pole_number, model: lamp.model, status: lamp.status, mode: lamp.lighting_mode,
  override: lamp.override_light_level, watt: lamp.latest_power_watt, error: lamp.error_type,
});

async function main() {
  const client = new Client(BASE + '/');
  client.use(basicAuth(USER_ID, PASSWORD));
  const root = await client.go().get();
  const list = await (await client.follow('lcms')).go('?application_artkey=' + ARTKEY).get();
  const lamps = [];
  for (const resource of await list.followAll('lcms')) {
    lamps.push({ resource, seen: shown((await resource.get()).data) });
  }
  const lamp = lamps.find((one) => one.seen.status === 'online' && one.seen.mode === 'DIMSCHEME' && one.seen.error === null);
  const answer = await (await list.follow('direct_control')).post({
    data: {
      application_artkey: Number(ARTKEY),
      override: [{ lcm_id: lamp.seen.id, override: Array(4).fill(Number(LEVEL)), duration: 10 }],
    },
  });
  const patience = Date.now() + 30000;
  let now = lamp.seen;
  while ((now.override[0] !== Number(LEVEL) || now.watt === lamp.seen.watt) && Date.now() < patience) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    now = shown((await lamp.resource.refresh()).data);
  }
  console.log(JSON.stringify({
    welcome: root.data.message,
    rooms: root.links.getAll().map((link) => link.rel),
    lamps: lamps.map((one) => one.seen),
    answered: answer !== undefined,
    before: lamp.seen,
    now,
  }));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
