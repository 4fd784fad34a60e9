package io.candelabra.core.site;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.model.Cause;
import io.candelabra.model.SiteId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads, composes and hands in, and does so again where somebody else was quicker. The command that changed it was
 * decided and may not be on disk yet, where it is read; so the empty command is handed in first, which is done when all
 * decisions before it are.
 */
record Composing(Sites sites, Caller caller, SiteId site, Cause cause) {
    /** More would be no race any more. */
    private static final int MOST_TRIES = 16;

    <A> A compose(Composer<A> composer) {
        for (int tries = 1; ; tries++) {
            try {
                return submit(read(composer));
            } catch (Refused refused) {
                if (tries == MOST_TRIES || !changed(refused)) {
                    throw refused;
                }
            }
            sites.submit(caller, site, Command.Together.NOTHING, cause);
        }
    }

    private <A> Composed<?, A> read(Composer<A> composer) {
        return composer.compose(sites.view(caller, site), sites.moment().nowMs());
    }

    private <C, A> A submit(Composed<C, A> composed) {
        return composed.answer().apply(sites.submit(caller, site, composed.command(), cause));
    }

    <A> CompletableFuture<A> composeAsync(Composer<A> composer, int tries) {
        CompletableFuture<A> first;
        try {
            first = submitAsync(read(composer));
        } catch (RuntimeException | Error failed) {
            return CompletableFuture.failedFuture(failed);
        }
        return first.exceptionallyCompose(failed -> changed(cause(failed)) && tries < MOST_TRIES
                ? sites.submitAsync(caller, site, Command.Together.NOTHING, cause)
                        .thenCompose(now -> composeAsync(composer, tries + 1))
                : CompletableFuture.failedFuture(failed));
    }

    <A> CompletableFuture<Boolean> note(Composer<A> composer) {
        return bookkeep(composer).thenApply(stored -> {
            if (!stored) {
                sites.shedding().leftOut(site, 1);
            }
            return stored;
        });
    }

    <A> CompletableFuture<Boolean> bookkeep(Composer<A> composer) {
        if (sites.shedding().sheds()) {
            return CompletableFuture.completedFuture(false);
        }
        return composeAsync(composer, 1).handle((answer, failed) -> switch (cause(failed)) {
            case null -> true;
            case Refused refused when refused.reason() == Refused.Reason.UNAVAILABLE -> false;
            case RuntimeException known -> throw known;
            case Throwable other -> throw new CompletionException(other);
        });
    }

    private <C, A> CompletableFuture<A> submitAsync(Composed<C, A> composed) {
        return sites.submitAsync(caller, site, composed.command(), cause).thenApply(composed.answer());
    }

    private static boolean changed(@Nullable Throwable failed) {
        return failed instanceof Refused refused && refused.detail() instanceof Refused.Changed;
    }

    /** The cause for which a future failed. */
    private static @Nullable Throwable cause(@Nullable Throwable failed) {
        return failed instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failed;
    }
}
