package io.candelabra.store.sql;

import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.site.SiteStore.Damaged;
import io.candelabra.core.site.SiteStore.Table;
import io.candelabra.core.site.StoredRows;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.SiteId;
import io.candelabra.wire.json.JsonException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Loads a site: fetches its rows, while others already check them and make out what they say, since a town has hundreds
 * of thousands; then sees that all are there.
 */
final class Loading {
    /** Rows that are made out in one go. */
    private static final int ROWS = 500;

    private final Readers readers;
    private final Head head;
    private final SiteId site;

    private Loading(Readers readers, Head head) {
        this.readers = readers;
        this.head = head;
        this.site = head.site();
    }

    /**
     * The state of a site that nobody else writes meanwhile, as its rows tell it.
     *
     * @throws Damaged if any part of it is not as it was written
     */
    static SiteState of(Readers readers, Head head) {
        return new Loading(readers, head).state();
    }

    /**
     * The events of the log beyond the rows.
     *
     * @throws Damaged if anything of it is missing, or not what was written: without it the state is not known
     */
    static List<LoggedEvent> since(Readers readers, Head head) {
        List<LoggedEvent> since = new ArrayList<>();
        long seq = head.checkpoint();
        long sum = 0;
        while (seq < head.seq()) {
            long after = seq;
            long before = sum;
            int most = (int) Math.min(Integer.MAX_VALUE, head.seq() - seq);
            LogPage.Read page = readers.read(reader -> LogPage.read(reader, head.site(), after, most, before));
            if (page.events().isEmpty()) {
                throw new Damaged("the log of the site " + head.site() + " ends at event " + seq, null);
            }
            since.addAll(page.events());
            seq = since.getLast().seq();
            sum = page.sum();
        }
        return since;
    }

    private record Found(long place, Table table, String key, Object value) {}

    private record Stored(long place, int kind, String key, byte[] body, long sum) {}

    /** @param tally of the rows as they are stored */
    private record Fetched(List<CompletableFuture<List<Found>>> parts, Tally tally) {}

    private SiteState state() {
        readers.read(reader -> {
            checkLog(reader, head);
            return true;
        });
        Fetched fetched = readers.read(this::fetch);
        List<Found> found = new ArrayList<>();
        fetched.parts().forEach(part -> found.addAll(Readers.joined(part)));
        checkTally(fetched.tally());
        // sorted here, where the bodies already have the form that they take in memory anyway
        found.sort(Comparator.comparingLong(Found::place));
        StoredRows rows = new StoredRows(site, head.checkpoint());
        found.forEach(f -> rows.add(f.table(), f.key(), f.value()));
        return rows.state();
    }

    /**
     * The log ends where the site stands; whether it is whole until there shows when it is read. In one statement, so in one
     * sight of the file: the log may be pruned after the head was read.
     */
    private static void checkLog(Readers.Reader reader, Head head) throws SQLException {
        PreparedStatement query = reader.prepare("SELECT (SELECT max(place) FROM log WHERE place BETWEEN ? AND ?),"
                + " (SELECT pruned_to FROM site WHERE key = ?)");
        query.setLong(1, LogPosition.of(head.key(), 0));
        query.setLong(2, LogPosition.of(head.key(), LogPosition.LAST_SEQ));
        query.setLong(3, head.key());
        try (ResultSet row = query.executeQuery()) {
            row.next();
            long place = row.getLong(1);
            long last = place == 0 ? row.getLong(2) : LogPosition.seq(place);
            if (last != head.seq()) {
                throw new Damaged(
                        "the log of the site " + head.site() + " is damaged: it ends at event " + last
                                + ", and the site is at " + head.seq(),
                        null);
            }
        }
    }

    private Fetched fetch(Readers.Reader reader) throws SQLException {
        List<CompletableFuture<List<Found>>> parts = new ArrayList<>();
        List<Stored> some = new ArrayList<>(ROWS);
        Tally tally = Tally.NONE;
        PreparedStatement query = reader.prepare("SELECT place, kind, id, body, sum FROM row WHERE site = ?");
        query.setLong(1, head.key());
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Stored one =
                        new Stored(row.getLong(1), row.getInt(2), row.getString(3), row.getBytes(4), row.getLong(5));
                tally = tally.with(one.sum());
                some.add(one);
                if (some.size() == ROWS) {
                    parts.add(readLater(some));
                    some = new ArrayList<>(ROWS);
                }
            }
        }
        parts.add(readLater(some));
        return new Fetched(parts, tally);
    }

    private void checkTally(Tally there) {
        if (there.count() != head.rows().count()) {
            throw damaged(there.count() + " rows are there, and " + head.rows().count() + " were written", null);
        }
        if (there.sum() != head.rows().sum()) {
            throw damaged("a row is not the one that was written last", null);
        }
    }

    private CompletableFuture<List<Found>> readLater(List<Stored> some) {
        return readers.later(() -> some.stream().map(this::read).toList());
    }

    private Found read(Stored row) {
        if (Checksum.ofRow(head.key(), row.kind(), row.key(), row.body()) != row.sum()) {
            throw damaged(row.kind(), row.key(), "it does not fit its checksum", null);
        }
        Table table = RowKinds.table(row.kind());
        try {
            return new Found(row.place(), table, row.key(), RowBodies.row(table, row.body()));
        } catch (JsonException unreadable) {
            throw damaged(row.kind(), row.key(), String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    private Damaged damaged(int kind, String key, String what, @Nullable Throwable cause) {
        return damaged(RowKinds.name(kind) + " " + key + ": " + what, cause);
    }

    private Damaged damaged(String what, @Nullable Throwable cause) {
        return new Damaged("what is stored of the site " + site + " is damaged: " + what, cause);
    }
}
