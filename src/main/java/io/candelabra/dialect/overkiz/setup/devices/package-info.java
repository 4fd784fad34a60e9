/**
 * {@code /setup/devices}: devices, their states, attributes and notes, and reading states afresh.
 *
 * <p>What is hidden from the caller or outside of the face's area reads like what is not there. What a device looks like is
 * said in {@link io.candelabra.dialect.overkiz.document.DeviceDocuments}. Start with {@link
 * io.candelabra.dialect.overkiz.setup.devices.DevicesRoutes}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.setup.devices;

import org.jspecify.annotations.NullMarked;
