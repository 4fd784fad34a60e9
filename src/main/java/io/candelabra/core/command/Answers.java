package io.candelabra.core.command;

import java.util.List;

/** The answers of the parts of a {@link Command.Together}, in their order. */
public record Answers(List<Command<?>> parts, List<Object> values) {
    public Answers {
        parts = List.copyOf(parts);
        values = List.copyOf(values);
    }

    /** The answer of one of the parts, which is the very object that was handed in. */
    // Each part's answer has the type that its record says.
    @SuppressWarnings({"unchecked", "ReferenceEquality"})
    public <A> A of(Command<A> part) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) == part) {
                return (A) values.get(i);
            }
        }
        throw new IllegalArgumentException("no part of these: " + part);
    }
}
