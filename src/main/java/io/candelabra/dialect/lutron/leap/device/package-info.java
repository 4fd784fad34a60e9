/**
 * Devices, and the buttons of remotes: listed, pressed and heard.
 *
 * <p>Addresses such as {@code /device}, {@code /button/7/commandprocessor} and {@code /virtualbutton}. Start with
 * {@link io.candelabra.dialect.lutron.leap.device.DeviceRoutes}.
 */
@NullMarked
package io.candelabra.dialect.lutron.leap.device;

import org.jspecify.annotations.NullMarked;
