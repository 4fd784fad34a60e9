package io.candelabra.dialect.api;

import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Integrations.Key;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.Integration;
import io.candelabra.model.SiteId;
import io.candelabra.model.WayIn;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way in which a dialect lets a program in: its binding, its keys, and the addresses that it is told. */
public interface Admission {
    /**
     * The binding that shows a site, as it is or as it would be made.
     *
     * @param number that people chose for it; for dialects whose bindings are numbered
     * @throws Refused where there can be no such number
     */
    FaceBinding shown(SiteId site, Optional<Integer> number);

    /**
     * The keys to make for a program.
     *
     * @param account as which it comes in
     * @param secrets the secrets that the program shows, by the names in {@link Entrance#secrets}
     */
    List<Key> keys(WayIn way, SiteId site, String account, Supply secrets);

    /** The secrets of a program. */
    interface Supply {
        /** Whether a secret is given, and not to be made up. */
        boolean settled(String name);

        /** The secret that is given, or else one that is made up and told once. */
        String secret(String name);
    }

    /**
     * Makes a binding reachable, where that needs a listener of its own.
     *
     * @throws Refused where there is no port for it
     */
    default void open(FaceBinding shown) {}

    /**
     * Where a program goes, for people to read, in the order in which it is told.
     *
     * @param https where the server is reached, such as {@code https://localhost:8443}
     */
    Map<String, Object> where(String https, FaceBinding shown);

    /** Further facts about a program that was let in. */
    default Map<String, Object> about(Integration integration) {
        return Map.of();
    }
}
