package io.candelabra.dialect.lutron.leap.route;

import io.candelabra.model.DeviceId;

/** What is done to one button of a remote. Nothing to look at: only to hear. */
public record ButtonEvents(DeviceId remote, int button, String href) implements Source {}
