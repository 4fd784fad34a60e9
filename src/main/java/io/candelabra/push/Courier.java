package io.candelabra.push;

import io.candelabra.wire.out.Outcome;
import io.candelabra.wire.out.Sender;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Carries letters; tells the outcome once, later, from any thread. */
@FunctionalInterface
public interface Courier {
    void send(Letter letter, Consumer<Outcome> told);

    /** One that posts over the network, each letter in a task of its own. */
    static Courier over(Sender sender, Executor executor) {
        return (letter, told) ->
                executor.execute(() -> told.accept(sender.post(letter.url(), letter.headers(), letter.body())));
    }
}
