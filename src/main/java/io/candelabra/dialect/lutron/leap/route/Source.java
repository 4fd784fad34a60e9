package io.candelabra.dialect.lutron.leap.route;

/** A source that can be subscribed: something to look at again whenever it may have changed, or events as they come. */
public sealed interface Source permits Topic, ButtonEvents {}
