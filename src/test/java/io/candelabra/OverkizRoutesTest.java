package io.candelabra;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.OperationsTable.Dialect;
import io.candelabra.dialect.overkiz.UnbuiltRoutes;
import io.candelabra.testing.TestServer;
import org.junit.jupiter.api.Test;

/** The Overkiz faces serve exactly the rows of their table. */
class OverkizRoutesTest {

    @Test
    void theFacesServeWhatTheTableSays() {
        try (TestServer server = TestServer.start()) {
            OperationsProof proof = new OperationsProof(OperationsTable.read(Dialect.OVERKIZ));
            assertThat(server.overkiz().faces()).hasSize(2).allSatisfy(face -> assertThat(
                            proof.difference(face, UnbuiltRoutes.class))
                    .isEmpty());
        }
    }
}
