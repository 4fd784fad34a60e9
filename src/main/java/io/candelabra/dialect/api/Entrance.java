package io.candelabra.dialect.api;

import io.candelabra.core.access.Refused;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.WayIn;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ways in which programs come to a dialect. It is data, so that settings files and commands are checked before a server runs.
 *
 * @param ways in which programs prove who they are, the usual one first
 * @param usual the most that a program may do where nothing else is said
 * @param secrets the secrets that a program shows, by the way in which it comes; a way that is absent needs none
 * @param number what people call the number of a binding, such as {@code artkey}; empty where bindings have no number
 * @param declares kinds of things that a settings file may declare for this dialect beside programs
 */
public record Entrance(
        String dialect,
        List<WayIn> ways,
        Verb usual,
        Map<WayIn, List<Secret>> secrets,
        Optional<String> number,
        List<DeclaredKind<?>> declares) {
    public Entrance {
        ways = List.copyOf(ways);
        secrets = Map.copyOf(secrets);
        declares = List.copyOf(declares);
    }

    /** A dialect to which programs come by these ways, with the rights to control. */
    public static Entrance of(String dialect, WayIn... ways) {
        return new Entrance(dialect, List.of(ways), Verb.CONTROL, Map.of(), Optional.empty(), List.of());
    }

    /** The same where a program that comes in one way shows secrets. */
    public Entrance showing(WayIn way, Secret... shown) {
        return new Entrance(dialect, ways, usual, Map.of(way, List.of(shown)), number, declares);
    }

    /** The same with another most that a program may do where nothing else is said. */
    public Entrance usually(Verb most) {
        return new Entrance(dialect, ways, most, secrets, number, declares);
    }

    /** The same where bindings have a number that people choose, and call so. */
    public Entrance numbered(String word) {
        return new Entrance(dialect, ways, usual, secrets, Optional.of(word), declares);
    }

    /** The same where a settings file may declare things of these kinds. */
    public Entrance declaring(DeclaredKind<?>... kinds) {
        return new Entrance(dialect, ways, usual, secrets, number, List.of(kinds));
    }

    /**
     * A secret that a program shows.
     *
     * @param name as answers call it, such as {@code deviceKey}
     * @param ofAccount whether an account has one for all its programs, so that a known account brings it along
     */
    public record Secret(String name, boolean ofAccount) {
        /** The line of a settings file that names the file in which it is, such as {@code device-key-file}. */
        public String line() {
            return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT) + "-file";
        }
    }

    public List<Secret> secrets(WayIn way) {
        return secrets.getOrDefault(way, List.of());
    }

    /**
     * Checks how a program is to come in.
     *
     * @param given names of the secrets that are settled
     * @throws Refused where the dialect knows no such way, or the way no such secret
     */
    public void check(WayIn way, Set<String> given) {
        if (!ways.contains(way)) {
            throw Refused.invalid(
                    "how",
                    "programs come to " + dialect + " by "
                            + ways.stream().map(Entrance::word).collect(Collectors.joining(" or ")));
        }
        Set<String> known = secrets(way).stream().map(Secret::name).collect(Collectors.toSet());
        given.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw Refused.invalid(name, "programs that come by " + word(way) + " have none");
        });
    }

    /** A way as people write it. */
    public static String word(WayIn way) {
        return way.name().toLowerCase(Locale.ROOT);
    }
}
