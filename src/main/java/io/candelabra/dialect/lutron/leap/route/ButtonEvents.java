package io.candelabra.dialect.lutron.leap.route;

import io.candelabra.model.DeviceId;

/** Events of one button of a remote. There is nothing to read, only to hear. */
public record ButtonEvents(DeviceId remote, int button, String href) implements Source {}
