package io.candelabra.demo;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/** Ids of lighting control modules: 12 digits, the day of production as YYMMDD and a serial number of six digits. */
final class LcmId {
    private static final LocalDate FIRST_DAY = LocalDate.of(2016, 5, 2);
    private static final int WEEKS = 400;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

    private LcmId() {}

    /** Towns of different numbers (up to seven) got theirs on different days of the week, so no two share one. */
    static String of(int town, int index, Random chance) {
        LocalDate day = FIRST_DAY.plusDays(chance.nextInt(WEEKS) * 7L + town % 7);
        return DAY.format(day) + String.format(Locale.ROOT, "%06d", index % 1_000_000);
    }

    /** As in {@code 2017-12-24}. */
    static String producedOn(String lcm) {
        return LocalDate.parse(lcm.substring(0, 6), DAY).toString();
    }
}
