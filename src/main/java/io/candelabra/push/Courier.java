package io.candelabra.push;

import io.candelabra.wire.out.Outcome;
import io.candelabra.wire.out.Sender;
import io.candelabra.wire.out.Senders;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries letters; tells the outcome once, later, from any thread. */
@FunctionalInterface
public interface Courier {
    /** @param wanted asked once more before the letter leaves the house; if not, it stays and is told as forbidden */
    void send(Letter letter, BooleanSupplier wanted, Consumer<Outcome> told);

    /** One that posts over the network, each letter in a task of its own. */
    static Courier over(Sender sender, Executor executor) {
        return over(executor, letter -> sender.post(letter.url(), letter.headers(), letter.body()));
    }

    /** The same for receivers that may have given a root certificate of their own. */
    static Courier over(Senders senders, Executor executor) {
        return over(
                executor,
                letter -> letter.rootPem().isEmpty()
                        ? senders.usual().post(letter.url(), letter.headers(), letter.body())
                        : senders.post(letter.rootPem(), letter.url(), letter.headers(), letter.body()));
    }

    private static Courier over(Executor executor, Function<Letter, Outcome> post) {
        return (letter, wanted, told) -> executor.execute(() -> told.accept(carried(letter, wanted, post)));
    }

    private static Outcome carried(Letter letter, BooleanSupplier wanted, Function<Letter, Outcome> post) {
        try {
            return wanted.getAsBoolean()
                    ? post.apply(letter)
                    : new Outcome.Forbidden("its webhook is not that any more");
        } catch (RuntimeException broken) {
            // otherwise the reader of this letter would wait for ever
            Logger log = LoggerFactory.getLogger(Courier.class);
            log.error("a letter could not be sent", broken);
            return new Outcome.Unreachable(
                    "it could not be sent: " + broken.getClass().getSimpleName());
        }
    }
}
