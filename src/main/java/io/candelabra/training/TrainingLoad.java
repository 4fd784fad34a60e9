package io.candelabra.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;

/** Clients of all four dialects side by side, each asking as soon as it was answered. */
public final class TrainingLoad {

    @FunctionalInterface
    private interface Coming {
        TrainingClient to(TrainingTarget target) throws IOException;
    }

    private record Kind(String dialect, Coming coming) {}

    /** Most of them are apps of a home, as with most servers. */
    private static final List<Kind> CLIENTS = List.of(
            new Kind("overkiz", OverkizClient::local),
            new Kind("overkiz", OverkizClient::local),
            new Kind("overkiz", OverkizClient::cloud),
            new Kind("sustainder", SustainderClient::new),
            new Kind("vive", LeapHubClient::new),
            new Kind("vive", LeapHubClient::new),
            new Kind("quantum", QuantumClient::new));

    /**
     * What became of one client.
     *
     * @param answered how many requests were answered
     * @param broken why it ended before the others; empty where it did not
     */
    public record Outcome(String dialect, long answered, Optional<String> broken) {}

    private TrainingLoad() {}

    /**
     * Sends requests until it is to end; one client that cannot go on stops no other.
     *
     * @param goesOn asked after each turn of a client
     * @param threads a thread for each client
     */
    public static List<Outcome> run(TrainingTarget target, BooleanSupplier goesOn, Executor threads)
            throws InterruptedException {
        List<FutureTask<Outcome>> running = new ArrayList<>();
        for (Kind kind : CLIENTS) {
            FutureTask<Outcome> client = new FutureTask<>(() -> run(kind, target, goesOn));
            running.add(client);
            threads.execute(client);
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (FutureTask<Outcome> client : running) {
            try {
                outcomes.add(client.get());
            } catch (ExecutionException failed) {
                throw new IllegalStateException("a client of the training run failed", failed);
            }
        }
        return outcomes;
    }

    private static Outcome run(Kind kind, TrainingTarget target, BooleanSupplier goesOn) {
        long answered = 0;
        try (TrainingClient client = kind.coming().to(target)) {
            int number = 0;
            do {
                answered += client.turn(number++);
            } while (goesOn.getAsBoolean());
            return new Outcome(kind.dialect(), answered, Optional.empty());
        } catch (IOException | RuntimeException gone) {
            return new Outcome(kind.dialect(), answered, Optional.of(gone.toString()));
        }
    }
}
