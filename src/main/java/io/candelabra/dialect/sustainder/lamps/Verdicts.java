package io.candelabra.dialect.sustainder.lamps;

import io.candelabra.dialect.sustainder.document.Hal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The outcome for each of the many lamps that one request names: accepted, kept for later, or refused with the reason.
 */
public final class Verdicts {
    /** Why something was not done. */
    public enum Reason {
        /** The lamp cannot be reached. */
        OFFLINE,
        /** Its gateway cannot be reached. */
        GATEWAY_OFFLINE,
        /** There is none of this id, or none of this application. */
        UNKNOWN_LCM,
        /** There is no group of this id, or none of this application. */
        UNKNOWN_GROUP,
        /** Not all members of the group know of it yet. */
        GROUP_NOT_COMPLETE,
        /** The value is not one of 1 or 4 levels from 0 to 100. */
        BAD_LEVEL,
        /** The duration is not a number of minutes from 0 to 10,080. */
        BAD_DURATION,
        /** No scheme and no calendar has this name. */
        UNKNOWN_SCHEME,
        /** This kind of lamp cannot do it. */
        NOT_SUPPORTED,
        /** As much waits at the gateway as it takes. */
        BUSY
    }

    private final Map<String, Reason> nok = new LinkedHashMap<>();
    private final Set<String> ok = new LinkedHashSet<>();
    private final Set<String> queued = new LinkedHashSet<>();

    public void ok(String id) {
        nok.remove(id);
        ok.add(id);
    }

    public void queued(String id) {
        nok.remove(id);
        queued.add(id);
    }

    public void nok(String id, Reason reason) {
        nok.put(id, reason);
    }

    /** Whether it was taken, now or for later. */
    public boolean taken(String id) {
        return ok.contains(id) || queued.contains(id);
    }

    /** Why it was not taken. */
    public Optional<Reason> reason(String id) {
        return Optional.ofNullable(nok.get(id));
    }

    /**
     * Writes the lists into an answer, and the reasons besides.
     *
     * @param kind {@code lcms} or {@code groups}
     * @param withQueued whether this operation lists the lamps whose settings were kept for later
     */
    public Hal into(Hal hal, String kind, boolean withQueued) {
        return into(hal, kind, withQueued, "reasons");
    }

    /** @param reasonsField name of the field with the reasons */
    public Hal into(Hal hal, String kind, boolean withQueued, String reasonsField) {
        hal.put(kind + "_ok", List.copyOf(ok));
        if (withQueued) {
            hal.put(kind + "_queued", List.copyOf(queued));
        }
        hal.put(kind + "_nok", List.copyOf(nok.keySet()));
        Map<String, String> reasons = new LinkedHashMap<>();
        nok.forEach((id, reason) -> reasons.put(id, reason.name()));
        return hal.put(reasonsField, reasons);
    }
}
