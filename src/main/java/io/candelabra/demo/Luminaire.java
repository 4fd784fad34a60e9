package io.candelabra.demo;

import java.util.Locale;
import java.util.Random;

/**
 * A kind of street luminaire.
 *
 * @param model the maker's word
 * @param watts power at full light, without the driver's own
 * @param lumens light at full power
 * @param driver type of the driver
 */
record Luminaire(String model, int watts, int lumens, String driver) {
    private static final Luminaire[] KINDS = {
        new Luminaire("Lantern 25", 25, 3_400, "XD-40"),
        new Luminaire("Avenue 40", 40, 5_600, "XD-75"),
        new Luminaire("Avenue 60", 60, 8_300, "XD-75"),
        new Luminaire("Highmast 90", 90, 12_400, "XD-150"),
    };

    /** Small streets have small lamps. */
    static Luminaire any(Random chance) {
        int draw = chance.nextInt(10);
        return KINDS[draw < 5 ? 0 : draw < 8 ? 1 : draw < 9 ? 2 : 3];
    }

    /** The facts of one lamp as a person of the asset department would write them down. */
    String detailsJson(String produced, Random chance) {
        return String.format(
                Locale.ROOT,
                """
                {"production_date":"%s","driver_type":"%s","lumen_output":%d,"watt":%d,"armature_color":"RAL 7016",\
                "light_color":"%s","clo":%s,"optics":"%s","dimming_scheme":"factory","mounting_diameter":%d,"guard":false,\
                "tilt_angle":%d,"cable_type":"3x1.5","cable_length":%d,"optic_addon":null}""",
                produced,
                driver,
                lumens,
                watts,
                chance.nextInt(4) == 0 ? "2200K" : "3000K",
                chance.nextBoolean(),
                chance.nextInt(3) == 0 ? "wide" : "street",
                chance.nextInt(3) == 0 ? 76 : 60,
                chance.nextInt(3) * 5,
                4 + chance.nextInt(5));
    }
}
