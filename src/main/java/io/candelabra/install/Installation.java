package io.candelabra.install;

import io.candelabra.core.catalogue.Catalogue;

/** The first accounts and sites of a server: of the demo, or of a real one. */
public interface Installation {
    /**
     * Lays the parts that are not there yet.
     *
     * @param nowMs site time
     */
    void lay(Catalogue catalogue, long nowMs);

    /** Id of the account that owns imported homes. */
    String owner();

    /** An account's password is another now: the first one, where it was written down, goes. */
    default void passwordChanged(String account) {}
}
