package io.candelabra.install;

import io.candelabra.core.catalogue.Catalogue;

/** Who may come in, and which sites there are, before anybody has done anything: of the demo, or of a real server. */
public interface Installation {
    /**
     * Lays what is not there yet.
     *
     * @param nowMs site time
     */
    void lay(Catalogue catalogue, long nowMs);

    /** Id of the account that owns homes which are brought along. */
    String owner();

    /** Somebody's password is another now: what was written down of the first ones goes. */
    default void passwordChanged(String account) {}
}
