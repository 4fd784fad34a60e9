package io.candelabra.store.sql;

import io.candelabra.core.site.SiteStore.StoreFailed;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few platform threads with a connection each. SQLite's calls are native, and would hold on to the carrier of a virtual
 * thread; here a caller of any kind only waits.
 */
final class Readers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Readers.class);
    private static final long CLOSING_SECONDS = 30;
    private static final int MOST_WAITING = 8;

    /** Work with a connection. */
    @FunctionalInterface
    interface Query<T> {
        T on(Reader reader) throws SQLException;
    }

    /** A connection for reading, with its statements prepared once. */
    static final class Reader {
        private final Connection connection;
        private final Map<String, PreparedStatement> prepared = new HashMap<>();

        private Reader(Connection connection) {
            this.connection = connection;
        }

        PreparedStatement prepare(String sql) throws SQLException {
            PreparedStatement statement = prepared.get(sql);
            if (statement == null) {
                statement = connection.prepareStatement(sql);
                prepared.put(sql, statement);
            }
            return statement;
        }

        /** SQLite's driver does not use a statement again that has failed; which one it was is not known here. */
        private void forget() throws SQLException {
            List<PreparedStatement> old = List.copyOf(prepared.values());
            prepared.clear();
            for (PreparedStatement statement : old) {
                statement.close();
            }
        }
    }

    private final ThreadPoolExecutor threads;
    private final BlockingQueue<Reader> idle = new LinkedBlockingQueue<>();
    private final List<Reader> all = new ArrayList<>();

    /** Opens a connection. */
    @FunctionalInterface
    interface Opening {
        Connection open(Path file) throws SQLException;
    }

    Readers(Path file, int count, Opening opening) throws SQLException {
        for (int i = 0; i < count; i++) {
            all.add(new Reader(opening.open(file)));
        }
        idle.addAll(all);
        threads = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("store-read-", 1).factory());
    }

    /** @throws StoreFailed if it cannot be read */
    <T> T read(Query<T> query) {
        return on(() -> {
            Reader reader = idle.remove();
            try {
                return query.on(reader);
            } catch (SQLException failed) {
                reader.forget();
                throw failed;
            } finally {
                idle.add(reader);
            }
        });
    }

    /** Work that may block in native code. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    /** Runs something else on one of the threads, for the same reason. */
    <T> T on(Work<T> work) {
        return joined(hand(work));
    }

    private <T> CompletableFuture<T> hand(Work<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            threads.execute(() -> run(work, answer));
        } catch (RejectedExecutionException closed) {
            throw new StoreFailed("the store is closed", closed);
        }
        return answer;
    }

    /**
     * Runs something soon on one of the threads; at once, on the caller's, while much else waits for them. Called on one of
     * these threads, which must not wait for the answer: all of them might.
     */
    <T> CompletableFuture<T> later(Work<T> work) {
        if (threads.getQueue().size() < MOST_WAITING) {
            return hand(work);
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        run(work, answer);
        return answer;
    }

    /** The result of a work; throws as the work did. */
    static <T> T joined(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            switch (failed.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw failed;
            }
        }
    }

    private static <T> void run(Work<T> work, CompletableFuture<T> answer) {
        try {
            answer.complete(work.run());
        } catch (SQLException failed) {
            answer.completeExceptionally(Trouble.of(failed).failed(failed));
        } catch (RuntimeException | Error failed) {
            answer.completeExceptionally(failed);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                log.warn("somebody still reads from the store after {} s", CLOSING_SECONDS);
                return;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return;
        }
        for (Reader reader : all) {
            try {
                reader.connection.close();
            } catch (SQLException failed) {
                log.warn("a reading connection could not be closed", failed);
            }
        }
    }
}
