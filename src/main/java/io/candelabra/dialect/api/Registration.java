package io.candelabra.dialect.api;

/** Who may make an account and a site for themselves through an API. */
public enum Registration {
    /** Nobody: the server's administrator makes them. */
    OFF,
    /** Whoever administers a site. */
    MEMBERS,
    /** Everybody who reaches the server. Nobody comes in by such an account before its mail address is validated. */
    OPEN
}
