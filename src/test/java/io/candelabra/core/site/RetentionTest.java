package io.candelabra.core.site;

import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.edit;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.command.Command;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.model.Alert;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import io.candelabra.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long NOW = 1_000 * HOUR;
    private static final OptionalLong NOBODY = OptionalLong.empty();

    /** One event an hour, the last one now: 101 to 300. */
    private static Retention.Log hourly(long bytes) {
        return new Retention.Log(101, 300, bytes, seq -> NOW - (300 - seq) * HOUR);
    }

    private static long upTo(long bytes, OptionalLong slowest) {
        return Retention.STANDARD.upTo(hourly(bytes), NOW, slowest);
    }

    @Test
    void aDayIsKept() {
        // event 276 is exactly a day old
        assertThat(upTo(0, NOBODY)).isEqualTo(275);
        assertThat(upTo(0, OptionalLong.of(290)))
                .as("whoever is further needs nothing more")
                .isEqualTo(275);
    }

    @Test
    void longerForWhoIsBehindButNotForEver() {
        assertThat(upTo(0, OptionalLong.of(200))).isEqualTo(200);
        assertThat(upTo(0, OptionalLong.of(20))).as("six days").isEqualTo(300 - 144 - 1);
    }

    @Test
    void howeverYoungNotMoreThanAGigabyte() {
        assertThat(upTo(1_000_000_000, NOBODY)).isEqualTo(275);
        assertThat(upTo(1_100_000_000, NOBODY)).as("a day is less").isEqualTo(275);
        assertThat(upTo(20_000_000_000L, NOBODY)).isEqualTo(290);
        assertThat(upTo(20_000_000_000L, OptionalLong.of(150))).isEqualTo(290);
    }

    @Test
    void aYoungLogStaysWhole() {
        Retention.Log young = new Retention.Log(1, 50, 1_000, seq -> NOW - 1_000 + seq);
        assertThat(Retention.STANDARD.upTo(young, NOW, NOBODY)).isZero();
        assertThat(Retention.STANDARD.upTo(young, NOW + 25 * HOUR, NOBODY)).isEqualTo(50);
        assertThat(Retention.STANDARD.upTo(young, NOW + 25 * HOUR, OptionalLong.of(0)))
                .isZero();
        assertThat(Retention.STANDARD.upTo(young, NOW - 100 * HOUR, NOBODY))
                .as("a clock that was set back")
                .isZero();
    }

    @Test
    void thePrunerAsksTheRuleForEverySite() {
        SiteId system = new SiteId("system");
        MemoryStore store = new MemoryStore();
        HandStepped world = new HandStepped(store);
        for (int i = 0; i < 48; i++) {
            String id = "n" + i;
            world.tell(edit(c -> c.put(new Resource.Extra("test", "k", id, "{}"))));
            world.pass(HOUR);
        }
        world.tell(system, edit(c -> c.put(new Resource.Cursor("c", "webhook", SITE, 10, 0))));
        InstantSource wall = () -> Instant.ofEpochMilli(5);
        Pruner pruner = new Pruner(
                store,
                world.sites(),
                system,
                Retention.STANDARD,
                site -> Long.MAX_VALUE,
                () -> Instant.ofEpochMilli(world.nowMs()),
                wall);
        world.checkpoint();
        assertThat(pruner.step()).isEqualTo(5 + Duration.ofMinutes(10).toMillis());
        assertThat(store.read(SITE, 0, 1)).extracting(LoggedEvent::seq).containsExactly(11L);
        assertThat(store.read(system, 0, 1)).extracting(LoggedEvent::seq).containsExactly(1L);

        world.tell(system, edit(c -> c.put(new Resource.Cursor("c", "webhook", SITE, 40, 0))));
        world.checkpoint();
        pruner.step();
        assertThat(store.read(SITE, 0, 1)).extracting(LoggedEvent::seq).containsExactly(25L);
        assertThat(world.state().resources(Resource.Extra.class)).hasSize(48);
        world.pass(10 * 24 * HOUR);
        world.checkpoint();
        pruner.step();
        assertThat(store.read(SITE, 0, 1)).isEmpty();
        world.checkpoint();
        pruner.step();
        world.tell(edit(c -> c.put(new Resource.Scene("s", "", java.util.List.of(), 0, 0, Map.of(), Map.of()))));
        assertThat(store.read(SITE, 0, 5)).extracting(LoggedEvent::seq).containsExactly(49L);
    }

    @Test
    void historyGoesAfterAQuarterOfAYear() {
        SiteId system = new SiteId("system");
        MemoryStore store = new MemoryStore();
        HandStepped world = new HandStepped(store);
        for (String id : List.of("first", "second")) {
            HistoryItem visit = new HistoryItem.Visit(id, world.nowMs(), "a", "overkiz", "::1");
            world.tell(edit(c -> c.add(new SiteEvent.Noted(visit))));
            world.pass(60 * 24 * HOUR);
        }
        Pruner pruner = new Pruner(
                store,
                world.sites(),
                system,
                Retention.STANDARD,
                site -> Long.MAX_VALUE,
                () -> Instant.ofEpochMilli(world.nowMs()),
                () -> Instant.ofEpochMilli(5));
        world.checkpoint();
        pruner.step();
        assertThat(store.latest(SITE, HistoryItem.Visit.class, 5))
                .extracting(HistoryItem.Visit::id)
                .containsExactly("second");
    }

    @Test
    void anAlertOfWhatWasSetAsideEndsADayAfterTheLastOfIt() {
        MemoryStore store = new MemoryStore();
        HandStepped world = new HandStepped(store);
        Command.SetAside aside = new Command.SetAside(Alert.Subject.of("hook"), "the event 1", "no words for it");
        world.tell(aside);
        world.tell(edit(
                c -> c.add(new SiteEvent.AlertRaised(new Alert(Alert.Subject.of("lamp"), "LAMP", "", world.nowMs())))));
        world.pass(23 * HOUR);
        world.tell(aside);
        Pruner pruner = new Pruner(
                store,
                world.sites(),
                new SiteId("system"),
                Retention.STANDARD,
                site -> Long.MAX_VALUE,
                () -> Instant.ofEpochMilli(world.nowMs()),
                () -> Instant.ofEpochMilli(5));
        world.pass(23 * HOUR);
        world.checkpoint();
        pruner.step();
        world.settle();
        assertThat(world.state().alerts()).hasSize(2);
        world.pass(HOUR);
        world.checkpoint();
        pruner.step();
        world.settle();
        assertThat(world.state().alerts()).extracting(Alert::kind).containsExactly("LAMP");
    }

    @Test
    void whoHasMissedSomethingAlreadyHoldsNothingBack() {
        SiteId system = new SiteId("system");
        MemoryStore store = new MemoryStore();
        HandStepped world = new HandStepped(store);
        for (int i = 0; i < 7 * 24; i++) {
            String id = "n" + i;
            world.tell(edit(c -> c.put(new Resource.Extra("test", "k", id, "{}"))));
            world.pass(HOUR);
        }
        world.tell(system, edit(c -> c.put(new Resource.Cursor("c", "webhook", SITE, 10, 0))));
        Pruner pruner = new Pruner(
                store,
                world.sites(),
                system,
                Retention.STANDARD,
                site -> Long.MAX_VALUE,
                () -> Instant.ofEpochMilli(world.nowMs()),
                () -> Instant.ofEpochMilli(world.nowMs()));
        world.checkpoint();
        pruner.step();
        assertThat(store.read(SITE, 0, 1))
                .as("six days are kept for it, and it has a gap now")
                .extracting(LoggedEvent::seq)
                .containsExactly(25L);
        world.checkpoint();
        pruner.step();
        assertThat(store.read(SITE, 0, 1)).extracting(LoggedEvent::seq).containsExactly(145L);
    }
}
