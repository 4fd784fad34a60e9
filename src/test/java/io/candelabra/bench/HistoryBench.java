package io.candelabra.bench;

import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.lampId;

import io.candelabra.core.series.Samples;
import io.candelabra.core.series.SeriesStore;
import io.candelabra.core.series.SeriesStore.Addition;
import io.candelabra.core.series.SeriesStore.Name;
import io.candelabra.core.site.HandStepped;
import io.candelabra.store.sql.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The series beside a plain table of SQLite with a row for each sample: what a round of eight samples for each of many series takes, and
 * how long a year of five-minute values of one meter takes to read. Both sync each transaction, of two hundred series.
 */
final class HistoryBench {
    private static final int PORTION = 200;
    private static final int EACH = 8;
    private static final int YEAR = 365 * 288;
    private static final long FIVE_MINUTES = 300_000;

    private final Path folder;
    private final Table table;
    private final int series;
    private final int rounds;

    HistoryBench(Path folder, Table table, boolean quick) {
        this.folder = folder;
        this.table = table;
        this.series = quick ? 2_000 : 20_000;
        this.rounds = quick ? 4 : 8;
    }

    private static double value(int series, int sample) {
        return series * 1_000 + sample * 7 + (series + sample) % 5;
    }

    private static long atMs(int series, int sample) {
        return 1_700_000_000_000L + sample * FIVE_MINUTES + series % 977;
    }

    void run() throws SQLException, IOException {
        Files.createDirectories(folder);
        double[] ours = new double[rounds];
        double[] plain = new double[rounds];
        double[] oursRead = new double[5];
        double[] plainRead = new double[5];
        Path file = folder.resolve("plain.db");
        try (SqliteStore store = new SqliteStore(folder.resolve("data"));
                Connection rows = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            new HandStepped(store, 1).install(SITE, 1);
            prepare(rows);
            for (int round = 0; round < rounds; round++) {
                int from = round * EACH;
                long begin = System.nanoTime();
                write(store.series(), from, round + 1);
                long middle = System.nanoTime();
                write(rows, from);
                long end = System.nanoTime();
                ours[round] = series * EACH * 1e9 / (middle - begin);
                plain[round] = series * EACH * 1e9 / (end - middle);
            }
            year(store.series(), rows);
            for (int i = 0; i < oursRead.length; i++) {
                long begin = System.nanoTime();
                int read = store.series()
                        .read(SITE, name(series), 0, Long.MAX_VALUE)
                        .samples()
                        .size();
                long middle = System.nanoTime();
                int counted = read(rows);
                long end = System.nanoTime();
                if (read != YEAR || counted != YEAR) {
                    throw new IllegalStateException(read + " and " + counted + " samples of " + YEAR);
                }
                oursRead[i] = (middle - begin) / 1e6;
                plainRead[i] = (end - middle) / 1e6;
            }
        }
        table.compared("history: samples written in a second (bare: a row each)", ours, plain, " /s", "");
        table.compared("history: a year of five-minute values is read", oursRead, plainRead, " ms", "< 50 ms");
        double samples = (double) series * EACH * rounds + YEAR;
        table.figure(
                "history: bytes on disk for a sample",
                String.format(
                        Locale.ROOT,
                        "%.1f (a row each: %.1f)",
                        Files.size(folder.resolve("data/candelabra.db")) / samples,
                        Files.size(file) / samples),
                "");
    }

    private static Name name(int number) {
        return new Name(lampId(number), "core:ElectricEnergyConsumptionState");
    }

    private void write(SeriesStore store, int from, long until) {
        for (int first = 0; first < series; first += PORTION) {
            List<Addition> additions = new ArrayList<>();
            for (int one = first; one < Math.min(series, first + PORTION); one++) {
                Samples.Growing samples = new Samples.Growing();
                for (int i = from; i < from + EACH; i++) {
                    samples.add(atMs(one, i), value(one, i));
                }
                additions.add(new Addition(name(one), samples.now()));
            }
            store.add(SITE, additions, until);
        }
    }

    private static void prepare(Connection rows) throws SQLException {
        try (Statement statement = rows.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA cache_size = -65536");
            statement.execute("CREATE TABLE sample (series INTEGER, at INTEGER, value REAL,"
                    + " PRIMARY KEY (series, at)) WITHOUT ROWID");
        }
        rows.setAutoCommit(false);
    }

    private void write(Connection rows, int from) throws SQLException {
        try (PreparedStatement insert = rows.prepareStatement("INSERT INTO sample VALUES (?, ?, ?)")) {
            for (int first = 0; first < series; first += PORTION) {
                for (int one = first; one < Math.min(series, first + PORTION); one++) {
                    for (int i = from; i < from + EACH; i++) {
                        insert(insert, one, i);
                    }
                }
                rows.commit();
            }
        }
    }

    private static void insert(PreparedStatement insert, int one, int sample) throws SQLException {
        insert.setInt(1, one);
        insert.setLong(2, atMs(one, sample));
        insert.setDouble(3, value(one, sample));
        insert.executeUpdate();
    }

    private void year(SeriesStore store, Connection rows) throws SQLException {
        Samples.Growing samples = new Samples.Growing();
        try (PreparedStatement insert = rows.prepareStatement("INSERT INTO sample VALUES (?, ?, ?)")) {
            for (int i = 0; i < YEAR; i++) {
                samples.add(atMs(series, i), value(series, i));
                insert(insert, series, i);
            }
        }
        rows.commit();
        store.add(SITE, List.of(new Addition(name(series), samples.now())), rounds + 1L);
    }

    private int read(Connection rows) throws SQLException {
        int count = 0;
        try (PreparedStatement query =
                rows.prepareStatement("SELECT at, value FROM sample WHERE series = ? ORDER BY at")) {
            query.setInt(1, series);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    count += row.getLong(1) > 0 && row.getDouble(2) >= 0 ? 1 : 0;
                }
            }
        }
        return count;
    }
}
