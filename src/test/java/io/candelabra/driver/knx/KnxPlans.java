package io.candelabra.driver.knx;

import java.nio.charset.StandardCharsets;

/** Plans for tests. */
final class KnxPlans {
    /** A bit of everything. */
    static final String HOUSE = """
            address;name;dpt
            1/0/1;Kitchen switch;1.001
            1/1/1;Kitchen dim value;5.001
            1/2/1;Kitchen dim;3.007
            1/4/1;Kitchen switch status;1.001
            1/5/1;Kitchen dim value status;5.001
            1/0/9;Cellar light;1.001
            2/0/1;Kitchen blind up/down;1.008
            2/1/1;Kitchen blind stop;1.007
            2/2/1;Kitchen blind position;5.001
            2/3/1;Kitchen blind position status;5.001
            3/0/1;Kitchen temperature;9.001
            3/0/2;Kitchen presence;1.018
            3/0/3;Hall door;1.019
            4/0/1;Scenes;18.001
            5/0/1;Fountain programme;5.010
            """;

    private KnxPlans() {}

    /** As the driver is given it. */
    static String stored(String csv) {
        return KnxDocument.read(csv.getBytes(StandardCharsets.UTF_8));
    }
}
