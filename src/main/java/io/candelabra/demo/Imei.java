package io.candelabra.demo;

import java.util.Locale;

/** Serial numbers of cellular modems: 15 digits, of which the last one checks the others (Luhn). */
final class Imei {
    private static final String MODEM = "35289006";

    private Imei() {}

    /** @param town 1 to 99, @param serial 1 to 9,999; beyond that the town's digits count on */
    static String of(int town, int serial) {
        String body = MODEM + String.format(Locale.ROOT, "%06d", (town * 10_000L + serial) % 1_000_000);
        return body + check(body);
    }

    static int check(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(body.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return (10 - sum % 10) % 10;
    }
}
