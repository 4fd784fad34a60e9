package io.candelabra.dialect.lutron.vive;

/** The two ports of a hub; 0 for any free ones. */
public record HubPorts(int leap, int pairing) {}
