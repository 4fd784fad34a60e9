package io.candelabra.push;

import io.candelabra.wire.out.Outcome;
import io.candelabra.wire.out.Sender;
import io.candelabra.wire.out.Senders;
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

    /** The same for receivers that may have given a root certificate of their own. */
    static Courier over(Senders senders, Executor executor) {
        return (letter, told) -> executor.execute(() -> told.accept(
                letter.rootPem().isEmpty()
                        ? senders.usual().post(letter.url(), letter.headers(), letter.body())
                        : senders.post(letter.rootPem(), letter.url(), letter.headers(), letter.body())));
    }
}
