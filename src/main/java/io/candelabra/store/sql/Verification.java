package io.candelabra.store.sql;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.site.SiteStore;
import io.candelabra.core.site.SiteStore.StoreFailed;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.HistoryItem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks through all that a data folder holds, with its server stopped, and changes nothing: the file as SQLite knows
 * it, every head, row, log entry and item of history against its checksum, and, of a site whose log was never pruned,
 * whether the log leads to the state.
 */
public final class Verification {
    private static final int PAGE = 1_000;
    private static final int MOST_LINES = 20;

    private final List<String> wrong = new ArrayList<>();
    private final Readers readers;
    private int sites;
    private long events;
    private long rows;
    private long items;

    /**
     * The finds of a verification.
     *
     * @param wrong a sentence for each thing that is not as it was written; none where all is well
     * @param sites that were looked through, as were the events, rows and items of history
     */
    public record Outcome(List<String> wrong, int sites, long events, long rows, long items) {}

    private Verification(Readers readers) {
        this.readers = readers;
    }

    /**
     * @param folder of a server that is stopped
     * @param facts by their names, what is wrong with a thing beside the database that a fact of the store is about
     * @throws StoreFailed if it cannot be looked at: there is no data, or a server is running on it
     */
    public static Outcome of(Path folder, Map<String, Function<byte[], Optional<String>>> facts) {
        Path file = folder.resolve("candelabra.db");
        if (!Files.isRegularFile(file)) {
            throw new StoreFailed("there is no database in " + folder, null);
        }
        try (DataDirectory locked = DataDirectory.open(folder)) {
            try (Connection connection = Connections.looking(file);
                    Readers readers = new Readers(file, 1, Connections::looking)) {
                Verification verification = new Verification(readers);
                verification.file(connection);
                verification.sites(connection);
                verification.facts(connection, facts);
                return verification.outcome();
            } catch (SQLException unreadable) {
                return new Outcome(List.of(Trouble.of(unreadable).sentence(unreadable)), 0, 0, 0, 0);
            } catch (StoreFailed unreadable) {
                return new Outcome(List.of(String.valueOf(unreadable.getMessage())), 0, 0, 0, 0);
            }
        }
    }

    private Outcome outcome() {
        return new Outcome(List.copyOf(wrong), sites, events, rows, items);
    }

    private void file(Connection connection) throws SQLException {
        Schema.checkOurs(connection);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA integrity_check(" + MOST_LINES + ")")) {
            while (row.next()) {
                if (!"ok".equals(row.getString(1))) {
                    wrong.add("the database file is damaged: " + row.getString(1));
                }
            }
        }
    }

    private void facts(Connection connection, Map<String, Function<byte[], Optional<String>>> facts)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name, value FROM fact")) {
            while (row.next()) {
                byte[] value = row.getBytes("value");
                Optional.ofNullable(facts.get(row.getString("name")))
                        .flatMap(look -> look.apply(value))
                        .ifPresent(wrong::add);
            }
        }
    }

    private void sites(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + Head.COLUMNS + " FROM site ORDER BY key")) {
            while (row.next()) {
                sites++;
                try {
                    site(Head.of(row));
                } catch (StoreFailed damaged) {
                    wrong.add(String.valueOf(damaged.getMessage()));
                }
            }
        }
    }

    private void site(Head head) {
        SiteState folded = log(head);
        state(head, folded);
        history(head);
        series(head);
    }

    /** All of each series is read, and tells what is not as it was written. */
    private void series(Head head) {
        try {
            wrong.addAll(readers.read(
                    reader -> SeriesReading.damage(reader, head.site().value())));
        } catch (StoreFailed damaged) {
            wrong.add(String.valueOf(damaged.getMessage()));
        }
    }

    /** The state that the log leads to; empty, at number 0, where it does not begin at the beginning or is damaged. */
    private SiteState log(Head head) {
        SiteState state = SiteState.empty(head.site());
        boolean whole = head.prunedTo() == 0;
        long seq = head.prunedTo();
        long sum = 0;
        int holes = 0;
        while (seq < head.seq() && holes < MOST_LINES) {
            LogPage.Read page;
            try {
                long after = seq;
                long before = sum;
                page = readers.read(reader -> LogPage.read(reader, head.site(), after, PAGE, before));
            } catch (StoreFailed damaged) {
                wrong.add(String.valueOf(damaged.getMessage()));
                whole = false;
                holes++;
                sum = 0;
                long next = seq + 1;
                seq = readers.read(reader -> LogPage.behind(reader, head, next)).orElse(head.seq());
                continue;
            }
            if (page.events().isEmpty()) {
                break;
            }
            for (LoggedEvent event : page.events()) {
                state = whole ? state.after(event.event(), event.atMs()) : state;
                events++;
            }
            seq = page.events().getLast().seq();
            sum = page.sum();
        }
        return whole ? state : SiteState.empty(head.site());
    }

    private void state(Head head, SiteState folded) {
        try {
            SiteState stored =
                    new SiteStore.Loaded(Loading.of(readers, head), Loading.since(readers, head), head.epoch()).state();
            rows += head.rows().count();
            if (folded.seq() == head.seq() && !folded.equals(stored)) {
                wrong.add("the state of the site " + head.site() + " is not what its log leads to");
            }
        } catch (StoreFailed damaged) {
            wrong.add(String.valueOf(damaged.getMessage()));
        }
    }

    private void history(Head head) {
        try {
            Tally tally = readers.read(reader -> {
                var query = reader.prepare("SELECT site, kind, id, at, body, sum FROM history WHERE site = ?");
                query.setLong(1, head.key());
                Tally there = Tally.NONE;
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        there = there.with(row.getLong(6));
                        item(head, row);
                    }
                }
                return there;
            });
            items += tally.count();
            if (!tally.equals(head.items())) {
                wrong.add("the history of the site " + head.site() + " is damaged: " + tally.count()
                        + " items are there, and " + head.items().count() + " were written"
                        + (tally.count() == head.items().count() ? ", one of them in another form" : ""));
            }
        } catch (StoreFailed damaged) {
            wrong.add(String.valueOf(damaged.getMessage()));
        }
    }

    private void item(Head head, ResultSet row) throws SQLException {
        try {
            Class<? extends HistoryItem> kind = RowKinds.item(row.getInt(2));
            Items.item(head.site(), kind, row);
        } catch (StoreFailed damaged) {
            wrong.add(String.valueOf(damaged.getMessage()));
        }
    }
}
