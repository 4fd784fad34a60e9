package io.candelabra.dialect.lutron.leap.route;

import io.candelabra.core.access.Caller;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.model.SiteId;
import java.util.List;
import java.util.Optional;

/** One side of a conversation, as the envelope knows it: a connection of Vive, a request of Quantum. */
public interface LeapSession {

    Envelope envelope();

    /** The site that is shown. */
    SiteId site();

    /** The caller that the client has proved to be; empty before login. */
    Optional<Caller> caller();

    /** Tries a login; from then on {@link #caller} is there. False where name or password are wrong. */
    boolean login(String name, String password);

    /**
     * A program that was paired with the hub.
     *
     * @param id a word that names it for as long as it is paired
     * @param own whether it is the one that asks
     */
    record Pairing(String id, String displayName, String deviceUid, long issuedMs, boolean own) {}

    /** The programs that are paired with this hub. */
    default List<Pairing> pairings() {
        return List.of();
    }

    /**
     * Whether it may end pairings of others: somebody who logged in by name and configures the site may, a paired client may end
     * its own alone.
     */
    default boolean endsPairingsOfOthers() {
        return false;
    }

    /** Ends a pairing: its certificate opens nothing any more. */
    default void endPairing(Pairing pairing) {
        throw new IllegalStateException("nothing is paired here: " + pairing.id());
    }

    /** A button is held by this session: it is let go when the session ends. */
    void holds(String button, Runnable letGo);

    /** A button is held no more. */
    void released(String button);

    /** Names the session in causes, such as {@code vive-12}. */
    String name();
}
