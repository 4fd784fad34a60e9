package io.candelabra.core.site;

import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.TEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.model.Resource.Extra;
import io.candelabra.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Commands that are composed from what is read: nothing that others did in between is lost, and nobody tries for ever. */
class ComposingTest {
    private final HandStepped world = new HandStepped(new MemoryStore());

    private static Extra count(long number) {
        return new Extra("test", "count", "", Long.toString(number));
    }

    private static final Composer<Long> NEXT = (state, now) -> {
        Optional<Extra> old = state.resource(Extra.class, count(0).id());
        long next = 1 + old.map(extra -> Long.parseLong(extra.json())).orElse(0L);
        return Composed.of(new Command.Put(count(next), Expect.as(old)), next);
    };

    @Test
    void aNumberIsGivenOnceThoughAllReadTheSame() {
        List<CompletableFuture<Long>> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(world.sites().composeAsync(Caller.CORE, SITE, NEXT, TEST));
        }
        world.settle();
        assertThat(all.stream().map(CompletableFuture::join))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 10).boxed().toList());
        assertThat(world.state().resource(Extra.class, count(0).id())).contains(count(10));
    }

    @Test
    void whoComesTooLateEachTimeIsToldSo() {
        world.tell(new Command.Put(count(1)));
        AtomicInteger asked = new AtomicInteger();
        Composer<Boolean> late = (state, now) -> {
            asked.incrementAndGet();
            return Composed.of(new Command.Put(count(3), Expect.same(count(2))));
        };
        assertThatThrownBy(() -> world.sites().compose(Caller.CORE, SITE, late, TEST))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.reason()).isEqualTo(Refused.Reason.BUSY));
        assertThat(asked).hasValue(16);
        assertThatThrownBy(() -> world.sites()
                        .composeAsync(Caller.CORE, SITE, late, TEST)
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(Refused.class);
        assertThat(asked).hasValue(32);
    }

    @Test
    void aRefusalOfWhoComposesIsHandedOnAtOnce() {
        AtomicInteger asked = new AtomicInteger();
        Composer<Boolean> refusing = (state, now) -> {
            asked.incrementAndGet();
            throw Refused.noSuch("thing", "1");
        };
        assertThatThrownBy(() -> world.sites().compose(Caller.CORE, SITE, refusing, TEST))
                .isInstanceOf(Refused.class);
        assertThat(world.sites().composeAsync(Caller.CORE, SITE, refusing, TEST))
                .isCompletedExceptionally();
        assertThat(asked).hasValue(2);
    }

    @Test
    void aTrialChangesNothing() {
        Trial<Boolean> trial = world.sites().tryOut(world.state(), new Command.Put(count(1)));
        assertThat(trial.answer()).isTrue();
        assertThat(trial.events()).hasSize(1);
        assertThat(world.state().seq()).isZero();
    }
}
