/**
 * Measured values of nodes, the latest only. Start with {@link io.candelabra.dialect.sustainder.sensors.SensorsRoutes}.
 */
@NullMarked
package io.candelabra.dialect.sustainder.sensors;

import org.jspecify.annotations.NullMarked;
