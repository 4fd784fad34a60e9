package io.candelabra.store.sql;

import io.candelabra.core.command.Command;
import io.candelabra.core.site.HandStepped;
import io.candelabra.model.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Writes things one after the other in a process of its own, whose syncs fail now and then, and prints what became of each:
 * {@code done N} or {@code refused N}; and {@code shown N} for all that can be read right after a refusal. It ends without
 * closing anything.
 */
final class FaultyWriter {
    static final int THINGS = 60;

    private FaultyWriter() {}

    /** @param args the data folder */
    public static void main(String[] args) {
        SqliteStore store = new SqliteStore(Path.of(args[0]), 1 << 20);
        HandStepped world = new HandStepped(store);
        for (int i = 0; i < THINGS; i++) {
            String id = Integer.toString(i);
            Command<Boolean> put = new Command.Put(new Resource.Extra("test", "k", id, "\"thing " + id + "\""));
            CompletableFuture<Boolean> answer = world.ask(put);
            world.settle();
            System.out.println((answer.isCompletedExceptionally() ? "refused " : "done ") + id);
            if (answer.isCompletedExceptionally()) {
                List<Resource.Extra> shown =
                        world.state().resources(Resource.Extra.class).stream().toList();
                shown.forEach(extra -> System.out.println("shown " + name(extra) + " after " + id));
                store.tend();
            }
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static String name(Resource.Extra extra) {
        return extra.id().substring(extra.id().lastIndexOf('/') + 1);
    }
}
