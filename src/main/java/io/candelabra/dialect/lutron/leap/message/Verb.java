package io.candelabra.dialect.lutron.leap.message;

import java.util.Optional;

/** The verb of a message: its communiqué type without {@code Request}. */
public enum Verb {
    READ("Read"),
    CREATE("Create"),
    UPDATE("Update"),
    DELETE("Delete"),
    SUBSCRIBE("Subscribe"),
    UNSUBSCRIBE("Unsubscribe");

    private final String word;

    Verb(String word) {
        this.word = word;
    }

    /** Such as {@code ReadResponse}. */
    public String response() {
        return word + "Response";
    }

    /** The verb of {@code ReadRequest} and so on; empty for anything else, responses included. */
    static Optional<Verb> of(String communique) {
        for (Verb verb : values()) {
            if (communique.equals(verb.word + "Request")) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }
}
