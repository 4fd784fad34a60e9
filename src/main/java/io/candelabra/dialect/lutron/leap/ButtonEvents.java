package io.candelabra.dialect.lutron.leap;

import io.candelabra.model.DeviceId;

/** What is done to one button of a remote. Nothing to look at: only to hear. */
record ButtonEvents(DeviceId remote, int button, String href) implements Source {}
