package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.OperationsTable.Dialect;
import io.candelabra.OperationsTable.Route;
import io.candelabra.dialect.sustainder.TownServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The faces of lamps serve exactly the rows of their table, by the classes that it names. */
class SustainderRoutesTest {

    @Test
    void theFacesServeWhatTheTableSays() {
        OperationsTable table = OperationsTable.read(Dialect.SUSTAINDER);
        Map<Route, String> served = new HashMap<>();
        try (TownServer server = TownServer.start(4)) {
            server.face().faces().forEach(face -> face.routeTable()
                    .forEach(route -> served.put(
                            new Route(route.method().name(), route.fullPath().replaceAll("/$", "")),
                            route.owner().getName())));
        }
        assertThat(new OperationsProof(table).difference(List.copyOf(served.keySet())))
                .isEmpty();
        assertThat(table.rows()).filteredOn(row -> row.kind().isCall()).allSatisfy(row -> assertThat(
                        served.get(new Route(row.method(), row.path())))
                .as(row.id())
                .isEqualTo(table.className(row.handler())));
    }
}
