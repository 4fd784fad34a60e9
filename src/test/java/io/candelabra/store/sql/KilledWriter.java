package io.candelabra.store.sql;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.site.Composed;
import io.candelabra.core.site.Composer;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.site.Sites;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process of its own that asks, and says on its output what it was answered, until it is killed. Its callers count: each
 * command puts two resources to the next number, so that one without the other can be seen.
 */
final class KilledWriter {
    static final int CALLERS = 8;
    static final int SITES = 3;

    private KilledWriter() {}

    static SiteId site(int caller) {
        return new SiteId("site-" + caller % SITES);
    }

    static Resource.Extra count(int caller, String half, long number) {
        return new Resource.Extra("test", half, "caller-" + caller, "[" + number + "]");
    }

    static long number(Resource.Extra count) {
        return Long.parseLong(count.json().substring(1, count.json().length() - 1));
    }

    public static void main(String[] args) {
        HandStepped world = new HandStepped(new SqliteStore(Path.of(args[0])), Long.parseLong(args[1]));
        Thread.ofPlatform().start(world.committer()::run);
        for (int caller = 0; caller < CALLERS; caller++) {
            int self = caller;
            Thread.ofVirtual().start(() -> count(world.sites(), self, System.out));
        }
    }

    private static void count(Sites sites, int caller, PrintStream out) {
        while (true) {
            long number = sites.compose(Caller.CORE, site(caller), next(caller), HandStepped.TEST);
            out.println("count " + caller + " " + number);
            if (number % 5 == 0) {
                ExecutionId id = sites.submit(Caller.CORE, site(caller), start(), HandStepped.TEST);
                out.println("execution " + caller + " " + id);
            }
        }
    }

    private static Composer<Long> next(int caller) {
        return (state, now) -> {
            Optional<Resource.Extra> left = state.resource(
                    Resource.Extra.class, count(caller, "left", 0).id());
            long number = 1 + left.map(KilledWriter::number).orElse(0L);
            Command.Together both = Command.Together.of(
                    new Command.Put(count(caller, "left", number), Expect.as(left)),
                    new Command.Put(count(caller, "right", number)));
            return Composed.of(both, number);
        };
    }

    /** Nothing to do, so it ends at once, and stands in the history. */
    private static Command<ExecutionId> start() {
        return HandStepped.start("set");
    }
}
