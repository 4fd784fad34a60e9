package io.candelabra;

import io.candelabra.admin.Declarations;
import io.candelabra.dialect.api.Registration;
import io.candelabra.wire.http.OwnNames;
import io.candelabra.wire.out.SmtpServer;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Every setting of the server, with its limit.
 *
 * @param data folder in which everything durable lives
 * @param listeners where it is reached
 * @param homes files of homes to import
 * @param simulation of the devices that are not real
 * @param limits rate limits
 * @param registration who may make an account and a site for themselves
 * @param mailing who sends letters; empty where they lie in a folder
 * @param demo whether the demo installation and its accounts are made
 * @param reserveMib MiB on disk that are kept for work that must go on when the disk is full, 0 to 10,000; a quarter of what is
 *     free where that is less
 * @param declared the declarations of the settings file
 */
public record Settings(
        Path data,
        Listeners listeners,
        List<Path> homes,
        Simulation simulation,
        Limits limits,
        Registration registration,
        Optional<Mailing> mailing,
        boolean demo,
        int reserveMib,
        Declarations declared) {

    public static final int MAX_LAMPS = 100_000;

    /** Half of it is for the log of the store to be carried over, half for new writes. */
    public static final int RESERVE_MIB = 32;

    private static final int MAX_RESERVE_MIB = 10_000;

    /**
     * Where the server is reached.
     *
     * @param bind address that all listeners bind to; host names of the certificate besides {@code localhost}
     * @param https HTTPS: all HTTP dialects; 0 for any free port, as for the other ports
     * @param leap Vive: LEAP over TLS
     * @param pairing Vive: one-time pairing over TLS
     * @param name host and, where it is not 443, port by which clients reach the HTTPS listener; empty for where it listens
     */
    public record Listeners(String bind, int https, int leap, int pairing, String name) {
        public Listeners {
            bounded("https port", https, 0, 65_535);
            bounded("leap port", leap, 0, 65_535);
            bounded("pairing port", pairing, 0, 65_535);
            OwnNames.check(name);
        }

        /** At an address, on ports that are free. */
        public static Listeners anywhereAt(String bind) {
            return new Listeners(bind, 0, 0, 0, "");
        }

        public Listeners withHttps(int port) {
            return new Listeners(bind, port, leap, pairing, name);
        }

        public Listeners named(String host) {
            return new Listeners(bind, https, leap, pairing, host);
        }

        /** Whether the listeners can be reached from this machine alone. */
        public boolean loopback() {
            if (bind.equalsIgnoreCase("localhost")) {
                return true;
            }
            try {
                return InetAddress.ofLiteral(bind).isLoopbackAddress();
            } catch (IllegalArgumentException otherName) {
                // where a name leads is not ours to say, whatever it begins with
                return false;
            }
        }
    }

    /**
     * How devices are played.
     *
     * @param lamps street lamps of the demo's town, 0 to 100,000
     * @param speed how fast simulated time runs, above 0 to 100,000
     * @param seed of the simulation's chance
     */
    public record Simulation(int lamps, double speed, long seed) {
        public Simulation {
            bounded("lamps", lamps, 0, MAX_LAMPS);
            if (!(speed > 0) || speed > 100_000) {
                throw new IllegalArgumentException("speed must be above 0 and at most 100,000, not " + speed);
            }
        }
    }

    /**
     * Who sends letters.
     *
     * @param roots that the mail server's certificate may come from; none for those that this machine trusts
     */
    public record Mailing(SmtpServer server, List<X509Certificate> roots) {
        public Mailing {
            roots = List.copyOf(roots);
        }
    }

    /** How strictly the rate limits of the Overkiz document are kept. */
    public enum Limits {
        /** As the document states them; ten steps at a gateway. */
        VENDOR,
        /** Generous ones for a server of one's own. */
        LOCAL,
        /** None. */
        OFF
    }

    public Settings {
        homes = List.copyOf(homes);
        bounded("reserve", reserveMib, 0, MAX_RESERVE_MIB);
    }

    /** The demo with its defaults in a folder. */
    public static Settings demo(Path data) {
        return new Settings(
                data,
                new Listeners("127.0.0.1", 8443, 8081, 8083, ""),
                List.of(),
                new Simulation(1_000, 1, 1),
                Limits.LOCAL,
                Registration.MEMBERS,
                Optional.empty(),
                true,
                RESERVE_MIB,
                Declarations.NONE);
    }

    /** The same at other addresses or ports. */
    public Settings at(Listeners others) {
        return new Settings(data, others, homes, simulation, limits, registration, mailing, demo, reserveMib, declared);
    }

    /** The same on ports that are free. */
    public Settings onFreePorts() {
        return at(Listeners.anywhereAt(listeners.bind()).named(listeners.name()));
    }

    public Settings withHomes(List<Path> files) {
        return new Settings(
                data, listeners, files, simulation, limits, registration, mailing, demo, reserveMib, declared);
    }

    public Settings playing(Simulation other) {
        return new Settings(data, listeners, homes, other, limits, registration, mailing, demo, reserveMib, declared);
    }

    public Settings withSpeed(double times) {
        return playing(new Simulation(simulation.lamps(), times, simulation.seed()));
    }

    public Settings withLamps(int count) {
        return playing(new Simulation(count, simulation.speed(), simulation.seed()));
    }

    public Settings limited(Limits other) {
        return new Settings(
                data, listeners, homes, simulation, other, registration, mailing, demo, reserveMib, declared);
    }

    /** The same as a real server, without the demo. */
    public Settings serving() {
        return new Settings(
                        data,
                        listeners,
                        homes,
                        simulation,
                        limits,
                        Registration.OFF,
                        mailing,
                        false,
                        reserveMib,
                        declared)
                .withLamps(0);
    }

    public Settings registering(Registration other) {
        return new Settings(data, listeners, homes, simulation, limits, other, mailing, demo, reserveMib, declared);
    }

    public Settings mailing(Optional<Mailing> other) {
        return new Settings(
                data, listeners, homes, simulation, limits, registration, other, demo, reserveMib, declared);
    }

    public Settings withReserve(int mib) {
        return new Settings(data, listeners, homes, simulation, limits, registration, mailing, demo, mib, declared);
    }

    public Settings declaring(Declarations more) {
        return new Settings(data, listeners, homes, simulation, limits, registration, mailing, demo, reserveMib, more);
    }

    /** Whether the listeners can be reached from this machine alone. */
    public boolean loopback() {
        return listeners.loopback();
    }

    private static void bounded(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be from " + least + " to " + most + ", not " + value);
        }
    }
}
