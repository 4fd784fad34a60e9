package io.candelabra.model;

import io.candelabra.model.DeviceType.Repeat;
import io.candelabra.model.Resource.Verb;
import java.util.List;
import java.util.Optional;

/**
 * A kind of long work, as data: who may ask for it, whether it has its gateway for itself, whether it may be done twice, and how
 * long it may take. All kinds stand here; drivers and dialects know them by their names.
 *
 * @param name as it stands in jobs: small letters with dashes
 * @param right the right that a caller needs to ask for it or to call it off
 * @param exclusive whether a gateway does no other exclusive work meanwhile: a radio learns from one device at a time
 * @param repeat whether a driver may be given it again after a fall or a restart; if not, it fails as OUTCOME_UNKNOWN
 * @param deadlineMs site time that all gateways have for it together, from its beginning
 */
public record JobKind(String name, Verb right, boolean exclusive, Repeat repeat, long deadlineMs) {
    private static final long MINUTE_MS = 60_000;

    /**
     * Tell all states afresh. Parameters: {@code devices}, the ids of those that are meant, one a line; {@code protocol},
     * the prefix of the one that is meant; all devices where there is neither.
     */
    public static final JobKind REFRESH = new JobKind("refresh", Verb.CONTROL, false, Repeat.SAFE, 5 * MINUTE_MS);

    /** Find out which devices can be reached, and report that of each. No states are asked for. */
    public static final JobKind AVAILABILITY =
            new JobKind("availability", Verb.CONTROL, false, Repeat.SAFE, 5 * MINUTE_MS);

    /** Look for devices. Result: {@code found}, how many were reported. */
    public static final JobKind DISCOVERY = new JobKind("discovery", Verb.CONFIGURE, true, Repeat.SAFE, 15 * MINUTE_MS);

    /** Let devices in that ask for it. Parameter: {@code protocol}. Result: {@code found}, how many came. */
    public static final JobKind PAIRING = new JobKind("pairing", Verb.CONFIGURE, true, Repeat.NEVER, 5 * MINUTE_MS);

    /**
     * Play a fault of one device, or something that a person does to it: a gateway that is simulated can, and no other. Parameters:
     * {@code what}, one of failing, late, unreachable, battery, press and mended; {@code value}, see the simulator.
     */
    public static final JobKind FAULT = new JobKind("fault", Verb.ADMINISTER, false, Repeat.NEVER, MINUTE_MS);

    /** All kinds. */
    public static final List<JobKind> ALL = List.of(REFRESH, AVAILABILITY, DISCOVERY, PAIRING, FAULT);

    /** The kind of a name; empty where this version knows none. */
    public static Optional<JobKind> find(String name) {
        return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    /** Whether a driver may be given it again. A job of an unknown kind may not. */
    public boolean repeats() {
        return repeat == Repeat.SAFE;
    }
}
