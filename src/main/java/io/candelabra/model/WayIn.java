package io.candelabra.model;

/** How a program proves who it is. */
public enum WayIn {
    /** With a name and a password. */
    LOGIN,
    /** With a certificate that it is given when it is paired. */
    PAIRING,
    /** With keys that it shows at each request. */
    KEYS,
    /** With a token. */
    TOKEN
}
