/**
 * Zigbee networks behind an MQTT broker, as Zigbee2MQTT tells them: it describes its devices by what they expose, tells their states as JSON, and takes commands
 * the same way.
 *
 * <p>What is known of it: its public description of topics and of {@code exposes}, and the public definitions of some four thousand models, of which the
 * tests have a sample. Begin with {@link io.candelabra.driver.mqtt.ZigbeeDriver}. {@link io.candelabra.driver.mqtt.Broker} is the far end;
 * {@link io.candelabra.driver.mqtt.ZigbeeType} is what a model comes to.
 */
@NullMarked
package io.candelabra.driver.mqtt;

import org.jspecify.annotations.NullMarked;
