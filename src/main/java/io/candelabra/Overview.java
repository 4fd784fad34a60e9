package io.candelabra;

import io.candelabra.dialect.lutron.quantum.QuantumFace;
import io.candelabra.dialect.overkiz.OverkizFace;
import io.candelabra.ops.Metrics;
import io.candelabra.ops.OpsFace;
import io.candelabra.wire.http.Face;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the server tells of itself: whether it is well, what it measures, where its faces are and how they are described. */
final class Overview {
    private Overview() {}

    static Face of(Rooms rooms, Descriptions descriptions) {
        Metrics metrics = new Metrics()
                .gauge("candelabra.sites", "sites that are stored", () -> rooms.sites()
                        .all()
                        .size())
                .gauge(
                        "candelabra.certificate.days.left",
                        "days until the certificate that listeners show ends",
                        () -> rooms.authority().daysLeft());
        return new OpsFace(
                        () -> rooms.sites().trouble().map(List::of).orElse(List.of()),
                        () -> Stream.concat(rooms.sites().warnings().stream(), rooms.authority().warnings().stream())
                                .toList(),
                        metrics,
                        Map.of(
                                "name",
                                "candelabra",
                                "faces",
                                Map.of(
                                        "overkiz",
                                        OverkizFace.CLOUD_PREFIX + "/",
                                        "overkiz local",
                                        OverkizFace.LOCAL_PREFIX + "/",
                                        "sustainder",
                                        "/v2/",
                                        "quantum",
                                        QuantumFace.PREFIX + "/leap",
                                        "vive",
                                        "LEAP over TLS on port "
                                                + rooms.settings().leapPort())),
                        descriptions::of)
                .face();
    }
}
