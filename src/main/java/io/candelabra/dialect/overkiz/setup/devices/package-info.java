/**
 * {@code /setup/devices}: devices, their states, attributes and notes, and reading states afresh.
 *
 * <p>A device that is hidden from the caller, or outside of the face's area, reads like one that is not there. The fields of a
 * device stand in {@link io.candelabra.dialect.overkiz.document.DeviceDocument}. Start with {@link
 * io.candelabra.dialect.overkiz.setup.devices.DevicesRoutes}.
 */
@NullMarked
package io.candelabra.dialect.overkiz.setup.devices;

import org.jspecify.annotations.NullMarked;
