package io.candelabra;

import io.candelabra.admin.Declarations;
import io.candelabra.wire.http.OwnNames;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * Every setting of the server, with its default and its limit.
 *
 * @param data folder in which everything durable lives
 * @param bind address that all listeners bind to; host names of the certificate besides {@code localhost}
 * @param httpsPort HTTPS: all HTTP dialects; 0 for any free port, as for the other ports
 * @param leapPort Vive: LEAP over TLS
 * @param pairingPort Vive: one-time pairing over TLS
 * @param homes files of homes to import
 * @param lamps street lamps of the demo's town, 0 to 100,000
 * @param speed how fast simulated time runs, above 0 to 100,000
 * @param seed of the simulation's chance
 * @param limits rate limits
 * @param demo whether the demo installation and its accounts are made
 * @param reserveMib MiB on disk that are kept for what must go on when the disk is full, 0 to 10,000; a quarter of what is
 *     free where that is less
 * @param declared what the settings file lets in, and says of hubs and webhooks
 * @param name host and, where it is not 443, port by which clients reach the HTTPS listener; empty for where it listens
 */
public record Settings(
        Path data,
        String bind,
        int httpsPort,
        int leapPort,
        int pairingPort,
        List<Path> homes,
        int lamps,
        double speed,
        long seed,
        Limits limits,
        boolean demo,
        int reserveMib,
        Declarations declared,
        String name) {

    public static final int MAX_LAMPS = 100_000;

    /** Half of it is for the log of the store to be carried over, half for what comes. */
    public static final int RESERVE_MIB = 32;

    private static final int MAX_RESERVE_MIB = 10_000;

    /** How strictly the rate limits of the Overkiz document are kept. */
    public enum Limits {
        /** As the document states them; ten steps at a gateway. */
        VENDOR,
        /** Generous ones for a server of one's own. */
        LOCAL,
        /** None. */
        OFF
    }

    /** Without declarations. */
    public Settings(
            Path data,
            String bind,
            int httpsPort,
            int leapPort,
            int pairingPort,
            List<Path> homes,
            int lamps,
            double speed,
            long seed,
            Limits limits,
            boolean demo) {
        this(
                data,
                bind,
                httpsPort,
                leapPort,
                pairingPort,
                homes,
                lamps,
                speed,
                seed,
                limits,
                demo,
                RESERVE_MIB,
                Declarations.NONE,
                "");
    }

    public Settings {
        homes = List.copyOf(homes);
        new OwnNames(name, OwnNames.LOOPBACK.known());
        bounded("https port", httpsPort, 0, 65_535);
        bounded("leap port", leapPort, 0, 65_535);
        bounded("pairing port", pairingPort, 0, 65_535);
        bounded("lamps", lamps, 0, MAX_LAMPS);
        bounded("reserve", reserveMib, 0, MAX_RESERVE_MIB);
        if (!(speed > 0) || speed > 100_000) {
            throw new IllegalArgumentException("speed must be above 0 and at most 100,000, not " + speed);
        }
    }

    /** The demo with its defaults in a folder. */
    public static Settings demo(Path data) {
        return new Settings(data, "127.0.0.1", 8443, 8081, 8083, List.of(), 1_000, 1, 1, Limits.LOCAL, true);
    }

    /** The same on ports that are free. */
    public Settings onFreePorts() {
        return new Settings(data, bind, 0, 0, 0, homes, lamps, speed, seed, limits, demo, reserveMib, declared, name);
    }

    public Settings withHomes(List<Path> files) {
        return new Settings(
                data,
                bind,
                httpsPort,
                leapPort,
                pairingPort,
                files,
                lamps,
                speed,
                seed,
                limits,
                demo,
                reserveMib,
                declared,
                name);
    }

    public Settings withSpeed(double times) {
        return new Settings(
                data,
                bind,
                httpsPort,
                leapPort,
                pairingPort,
                homes,
                lamps,
                times,
                seed,
                limits,
                demo,
                reserveMib,
                declared,
                name);
    }

    /** The same as a real server, without the demo. */
    public Settings serving() {
        return new Settings(
                data,
                bind,
                httpsPort,
                leapPort,
                pairingPort,
                homes,
                0,
                speed,
                seed,
                limits,
                false,
                reserveMib,
                declared,
                name);
    }

    public Settings withReserve(int mib) {
        return new Settings(
                data,
                bind,
                httpsPort,
                leapPort,
                pairingPort,
                homes,
                lamps,
                speed,
                seed,
                limits,
                demo,
                mib,
                declared,
                name);
    }

    public Settings declaring(Declarations more) {
        return new Settings(
                data,
                bind,
                httpsPort,
                leapPort,
                pairingPort,
                homes,
                lamps,
                speed,
                seed,
                limits,
                demo,
                reserveMib,
                more,
                name);
    }

    public Settings named(String host) {
        return new Settings(
                data,
                bind,
                httpsPort,
                leapPort,
                pairingPort,
                homes,
                lamps,
                speed,
                seed,
                limits,
                demo,
                reserveMib,
                declared,
                host);
    }

    public Settings withLamps(int count) {
        return new Settings(
                data,
                bind,
                httpsPort,
                leapPort,
                pairingPort,
                homes,
                count,
                speed,
                seed,
                limits,
                demo,
                reserveMib,
                declared,
                name);
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

    private static void bounded(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be from " + least + " to " + most + ", not " + value);
        }
    }
}
