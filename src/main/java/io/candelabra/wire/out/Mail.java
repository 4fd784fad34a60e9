package io.candelabra.wire.out;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A letter to a person.
 *
 * @param to an address; empty if none is known, and then a person has to hand it over
 * @param about whom it is about, in one line
 * @param text lines of plain text
 */
public record Mail(String to, String about, String subject, String text) {
    /** Where letters go. */
    public interface Box {
        /**
         * Makes a letter and sends it off, both later and elsewhere, so that the client cannot tell from the time of
         * the answer whether there was anybody to write to.
         */
        void post(Supplier<Optional<Mail>> letter);
    }
}
