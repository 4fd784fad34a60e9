package io.candelabra.store.sql;

import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.lampId;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.series.Samples;
import io.candelabra.core.series.SeriesStore;
import io.candelabra.core.series.SeriesStore.Addition;
import io.candelabra.core.series.SeriesStore.Kept;
import io.candelabra.core.series.SeriesStore.Name;
import io.candelabra.core.site.HandStepped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Series in a real file: what they take, how quickly they answer, and what damage does to them. */
class SeriesRowsTest {
    private static final Name METER = new Name(lampId(0), "core:ElectricEnergyConsumptionState");
    private static final int YEAR = 365 * 288;
    private static final long FIVE_MINUTES = 300_000;

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("candelabra.db");
    }

    private SqliteStore store() {
        SqliteStore store = new SqliteStore(folder);
        new HandStepped(store, 1).install(SITE, 1);
        return store;
    }

    private static Samples samples(int from, int to) {
        Samples.Growing growing = new Samples.Growing();
        for (int i = from; i < to; i++) {
            growing.add(i * FIVE_MINUTES, i * 7);
        }
        return growing.now();
    }

    private static Samples all(SeriesStore series) {
        return series.read(SITE, METER, 0, Long.MAX_VALUE).samples();
    }

    /** Meters, thermometers and lamps, at times that waver a little, as they come in rounds of six hours. */
    @Test
    void aYearTakesFewBytesForASampleAndAnswersQuickly() throws IOException {
        long empty;
        try (SqliteStore store = store()) {
            empty = 0;
            assertThat(store.sites()).hasSize(1);
        }
        empty = Files.size(file());
        Random random = new Random(7);
        List<Name> names = List.of(
                METER,
                new Name(lampId(0), "core:TemperatureState"),
                new Name(lampId(0), "core:ElectricPowerConsumptionState"));
        double[] values = {1_000_000, 20.5, 230.4};
        try (SqliteStore store = store()) {
            SeriesStore series = store.series();
            for (int from = 0, round = 1; from < YEAR; from += 72 * 7, round++) {
                List<Addition> additions = new ArrayList<>();
                for (int k = 0; k < names.size(); k++) {
                    Samples.Growing growing = new Samples.Growing();
                    for (int i = from; i < Math.min(YEAR, from + 72 * 7); i++) {
                        values[k] = switch (k) {
                            case 0 -> values[0] + random.nextInt(60);
                            case 1 -> Math.round((values[1] + random.nextInt(5) / 10.0 - 0.2) * 10) / 10.0;
                            default -> 200 + random.nextInt(4_000) / 10.0;
                        };
                        growing.add(i * FIVE_MINUTES + random.nextInt(1_000), values[k]);
                    }
                    additions.add(new Addition(names.get(k), growing.now()));
                }
                series.add(SITE, additions, round);
            }
            long began = System.nanoTime();
            assertThat(all(series).size()).isEqualTo(YEAR);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(500));
        }
        assertThat((Files.size(file()) - empty) / (3.0 * YEAR))
                .as("bytes a sample")
                .isLessThan(6);
    }

    @Test
    void aSpanIsReadWithTheSampleBeforeIt() {
        try (SqliteStore store = store()) {
            SeriesStore series = store.series();
            for (int i = 0; i < 10; i++) {
                series.add(SITE, List.of(new Addition(METER, samples(i * 100, i * 100 + 100))), i + 1);
            }
            assertThat(all(series)).isEqualTo(samples(0, 1_000));
            assertThat(series.read(SITE, METER, 500 * FIVE_MINUTES, 700 * FIVE_MINUTES)
                            .samples())
                    .isEqualTo(samples(499, 701));
            assertThat(series.read(SITE, METER, 2_000 * FIVE_MINUTES, Long.MAX_VALUE)
                            .samples())
                    .isEqualTo(samples(999, 1_000));
            assertThat(series.read(SITE, METER, 0, 5).samples()).isEqualTo(samples(0, 1));
            assertThat(series.added(SITE, METER)).isEqualTo(10);
            assertThat(series.states(SITE, lampId(0))).containsExactly(METER.state());
            // a clock that was set back
            series.add(
                    SITE,
                    List.of(new Addition(
                            METER, new Samples.Growing().add(150, 1).add(150, 2).now())),
                    11);
            Samples late = series.read(SITE, METER, 100, 200).samples();
            assertThat(late)
                    .isEqualTo(new Samples.Growing()
                            .add(0, 0)
                            .add(150, 1)
                            .add(150, 2)
                            .now());
            series.remove(SITE, lampId(0), 11);
            assertThat(all(series).size()).as("last added to in round 11").isEqualTo(1_002);
            series.remove(SITE, lampId(0), 12);
            assertThat(series.read(SITE, METER, 0, Long.MAX_VALUE)).isEqualTo(Kept.NOTHING);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "UPDATE sample SET body = CAST(body || x'00' AS BLOB) WHERE SECOND ; 256 ; does not fit its checksum",
                "UPDATE sample SET first = 0, last = 1 WHERE SECOND ; 256 ; the times of a block",
                "UPDATE sample SET sum = sum + 1 WHERE SECOND ; 256 ; does not fit its checksum",
                "DELETE FROM sample WHERE SECOND ; 256 ; a block is missing",
                "UPDATE sample SET body = x'0102' WHERE place = (SELECT max(place) FROM sample) ; 232 ; does not fit",
            })
    void aDamagedBlockIsLostAloneAndIsTold(String damage, int lost, String told) throws SQLException {
        try (SqliteStore store = store()) {
            store.series().add(SITE, List.of(new Addition(METER, samples(0, 1_000))), 1);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement one = connection.createStatement()) {
            one.executeUpdate(damage.replace("SECOND", "place = (SELECT min(place) + 1 FROM sample)"));
        }
        try (SqliteStore store = store()) {
            Kept kept = store.series().read(SITE, METER, 0, Long.MAX_VALUE);
            assertThat(kept.samples().size()).isEqualTo(1_000 - lost);
            assertThat(kept.damaged()).singleElement().asString().contains(METER.state(), told);
            store.series().add(SITE, List.of(new Addition(METER, samples(1_000, 1_010))), 2);
            assertThat(all(store.series()).size()).isEqualTo(1_010 - lost);
        }
        assertThat(Verification.of(folder, Map.of()).wrong())
                .anySatisfy(wrong -> assertThat(wrong).contains(METER.state()));
    }

    @Test
    void aWholeFileHasNothingWrong() {
        try (SqliteStore store = store()) {
            store.series().add(SITE, List.of(new Addition(METER, samples(0, 1_000))), 1);
        }
        assertThat(Verification.of(folder, Map.of()).wrong()).isEmpty();
    }
}
