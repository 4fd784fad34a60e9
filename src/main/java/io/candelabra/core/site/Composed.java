package io.candelabra.core.site;

import io.candelabra.core.command.Command;
import java.util.function.Function;

/** A command, and the answer to the caller who composed it. */
public record Composed<C, A>(Command<C> command, Function<C, A> answer) {
    public static <A> Composed<A, A> of(Command<A> command) {
        return new Composed<>(command, Function.identity());
    }

    /** Answers something known already, once the command is done. */
    public static <C, A> Composed<C, A> of(Command<C> command, A answer) {
        return new Composed<>(command, done -> answer);
    }
}
