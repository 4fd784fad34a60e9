package io.candelabra.core.lane;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.secret.GatewaySeals;
import io.candelabra.core.secret.Vault;
import io.candelabra.driver.api.CannotServe;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource.DriverNote;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The small things that a gateway's driver keeps for its next start, sealed.
 *
 * @param over whether another lane takes the place of this one: the next driver is not told what the one before still keeps
 */
record DriverNotes(LanePlace place, GatewaySeals seals, BooleanSupplier over) {
    private static final Logger log = LoggerFactory.getLogger(DriverNotes.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final int LONGEST = 20_000;

    /** Durable when it returns. */
    void keep(String name, String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("a driver keeps at most " + LONGEST + " characters under a name");
        }
        // one that is kept as it is costs no write, and a seal of the same text is another each time
        if (!over.getAsBoolean() && !isKept(name, text)) {
            String sealed = text.isEmpty() ? "" : seals.seal(place.site(), place.id(), purpose(name), text);
            place.sites()
                    .submit(Caller.CORE, place.site(), new Command.KeepNote(place.id(), name, sealed), Cause.FIELD);
        }
    }

    /** What cannot be opened is another text, and the new one takes its place. */
    private boolean isKept(String name, String text) {
        try {
            return text.equals(opened(name));
        } catch (Vault.CannotOpen otherKey) {
            log.debug("what the driver of {} has kept as {} cannot be opened", place.id(), name, otherKey);
            return false;
        }
    }

    String kept(String name) {
        try {
            return opened(name);
        } catch (Vault.CannotOpen otherKey) {
            throw new CannotServe("what its driver has kept as " + name
                    + " cannot be opened with this server's key, which is not the one that sealed it");
        }
    }

    private String opened(String name) {
        String purpose = purpose(name);
        Optional<DriverNote> note = place.state().resource(DriverNote.class, DriverNote.idOf(place.id(), name));
        return note.map(there -> seals.open(place.site(), place.id(), purpose, there.sealed()))
                .orElse("");
    }

    /** Apart from every setting: the name of one has no blank. */
    private static String purpose(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name of something to keep: " + name);
        }
        return "kept " + name;
    }
}
