package io.candelabra.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The spans of the calendar, against a plain computation that asks of each sample alone which date its clock on the wall shows. */
class GathererTest {
    /** A change in each half of a year; half an hour of it; a day without midnight; no change, and an odd offset. */
    @ParameterizedTest
    @ValueSource(
            strings = {"Europe/Amsterdam", "Australia/Lord_Howe", "America/Santiago", "Asia/Kathmandu", "Africa/Cairo"})
    void aYearIsGatheredAsAPlainComputationSays(String name) {
        ZoneId zone = ZoneId.of(name);
        Random random = new Random(name.hashCode());
        Samples.Growing growing = new Samples.Growing();
        long ms = ZonedDateTime.of(2025, 12, 30, 22, 7, 0, 0, zone).toInstant().toEpochMilli();
        long end = ZonedDateTime.of(2027, 1, 2, 3, 0, 0, 0, zone).toInstant().toEpochMilli();
        double counter = 900;
        while (ms < end) {
            counter = random.nextInt(500) == 0 ? random.nextInt(5) : counter + random.nextInt(9);
            growing.add(ms, counter);
            // now and then nothing comes for days
            ms += random.nextInt(800) == 0 ? 250_000_000 : 600_000 + random.nextInt(900_000);
        }
        Samples samples = growing.now();
        for (CalendarSpan span : CalendarSpan.values()) {
            List<Bucket> gathered =
                    new Gatherer(span, zone).after(890).add(samples).buckets();
            Map<String, List<double[]>> plain = plainly(samples, span, zone, 890);
            assertThat(gathered).as("%s in %s", span, zone).hasSize(plain.size());
            int i = 0;
            for (List<double[]> one : plain.values()) {
                Bucket bucket = gathered.get(i++);
                assertThat(bucket.samples()).isEqualTo(one.size());
                assertThat(bucket.value(Gathering.MEAN))
                        .isCloseTo(one.stream().mapToDouble(v -> v[0]).average().orElseThrow(), within(1e-6));
                assertThat(bucket.value(Gathering.GROWTH))
                        .isEqualTo(one.stream().mapToDouble(v -> v[1]).sum());
                assertThat(bucket.value(Gathering.LAST)).isEqualTo(one.getLast()[0]);
                assertThat(bucket.min())
                        .isEqualTo(one.stream().mapToDouble(v -> v[0]).min().orElseThrow());
                assertThat(bucket.max())
                        .isEqualTo(one.stream().mapToDouble(v -> v[0]).max().orElseThrow());
            }
        }
    }

    /** The texts of the wall's clock for each sample; of an hour that comes twice, with its offset. */
    private static Map<String, List<double[]>> plainly(Samples samples, CalendarSpan span, ZoneId zone, double before) {
        Map<String, List<double[]>> groups = new LinkedHashMap<>();
        double last = before;
        for (int i = 0; i < samples.size(); i++) {
            ZoneOffset offset = zone.getRules().getOffset(Instant.ofEpochMilli(samples.atMs(i)));
            LocalDateTime at = LocalDateTime.ofEpochSecond(samples.atMs(i) / 1_000, 0, offset);
            String text = at.toString();
            String key =
                    switch (span) {
                        case HOUR -> hour(at, offset, zone);
                        case DAY -> text.substring(0, 10);
                        case MONTH -> text.substring(0, 7);
                        case YEAR -> text.substring(0, 4);
                    };
            double value = samples.value(i);
            groups.computeIfAbsent(key, k -> new ArrayList<>())
                    .add(new double[] {value, value < last ? value : value - last});
            last = value;
        }
        return groups;
    }

    /** Where the clock goes back by half an hour within an hour, both halves are one hour, which is longer. */
    private static String hour(LocalDateTime at, ZoneOffset offset, ZoneId zone) {
        LocalDateTime hour = at.withMinute(0).withSecond(0).withNano(0);
        List<ZoneOffset> valid = zone.getRules().getValidOffsets(hour);
        return hour + "" + (valid.contains(offset) || valid.isEmpty() ? offset : valid.getFirst());
    }

    @Test
    void aDayIsAsLongAsItIsWhereTheSiteIs() {
        ZoneId zone = ZoneId.of("Europe/Amsterdam");
        long spring =
                ZonedDateTime.of(2026, 3, 29, 0, 0, 0, 0, zone).toInstant().toEpochMilli();
        long autumn =
                ZonedDateTime.of(2026, 10, 25, 0, 0, 0, 0, zone).toInstant().toEpochMilli();
        for (long start : new long[] {spring, autumn}) {
            Samples.Growing growing = new Samples.Growing();
            for (int i = 0; i < 30 * 12; i++) {
                growing.add(start + i * 300_000L, i);
            }
            Bucket first = new Gatherer(CalendarSpan.DAY, zone)
                    .add(growing.now())
                    .buckets()
                    .getFirst();
            assertThat(first.samples()).isEqualTo((start == spring ? 23 : 25) * 12);
        }
    }

    @Test
    void whatNobodyMeasuredIsAGapAndACounterThatWasSetBackCountsFromZero() {
        Samples samples = new Samples.Growing()
                .add(0, 100)
                .add(86_400_000L * 3, 130)
                .add(86_400_000L * 3 + 1, 4)
                .add(86_400_000L * 3 + 1, 9)
                .now();
        List<Bucket> days =
                new Gatherer(CalendarSpan.DAY, ZoneOffset.UTC).add(samples).buckets();
        assertThat(days).extracting(Bucket::startMs).containsExactly(0L, 86_400_000L * 3);
        assertThat(days).extracting(Bucket::growth).containsExactly(0.0, 30.0 + 4 + 5);
    }

    @Test
    void namesSayHowTheyAreGathered() {
        assertThat(Gathering.of("core:ElectricEnergyConsumptionState")).isEqualTo(Gathering.GROWTH);
        assertThat(Gathering.of("core:WaterConsumptionState")).isEqualTo(Gathering.GROWTH);
        assertThat(Gathering.of("core:ElectricPowerConsumptionState")).isEqualTo(Gathering.MEAN);
        assertThat(Gathering.of("core:TemperatureState")).isEqualTo(Gathering.MEAN);
        assertThat(Gathering.of("core:MeterIndexState")).isEqualTo(Gathering.LAST);
    }
}
