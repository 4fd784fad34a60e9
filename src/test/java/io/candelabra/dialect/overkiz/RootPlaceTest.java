package io.candelabra.dialect.overkiz;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.install.NewSite;
import io.candelabra.model.Cause;
import io.candelabra.model.Resource.Area;
import io.candelabra.model.SiteId;
import io.candelabra.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The root of a home's places is the same one, whatever rooms are made and deleted. */
class RootPlaceTest {
    private static final SiteId SITE = new SiteId("home4");
    private static final UUID SETUP = UUID.fromString("00000000-0000-4000-8000-000000000004");

    private record Place(String oid, String label, List<Place> below) {
        static Place of(Object document) {
            Map<?, ?> place = (Map<?, ?>) document;
            return new Place(
                    String.valueOf(place.get("oid")),
                    String.valueOf(place.get("label")),
                    ((List<?>) Objects.requireNonNull(place.get("subPlaces")))
                            .stream().map(Place::of).toList());
        }

        List<String> labelsBelow() {
            return below.stream().map(Place::label).toList();
        }
    }

    /** The owner in a site that was added empty. */
    private static OverkizCalls inNewSite(TestServer server) throws Exception {
        new NewSite(SITE.value(), "Fourth", "Europe/Amsterdam", 0, 0)
                .found(server.sites(), server.accounts(), TestServer.OWNER, SETUP, Cause.FIELD);
        return OverkizCalls.login(server, TestServer.OWNER, "&setupOID=" + SETUP);
    }

    private static Place root(OverkizCalls owner) throws Exception {
        return Place.of(Objects.requireNonNull(owner.answer("GET", "/setup/places", "")));
    }

    private static int status(OverkizCalls owner, String method, String path) throws Exception {
        return owner.call(method, path, "").statusCode();
    }

    @Test
    void theFirstRoomIsNotTheHouse() throws Exception {
        try (TestServer server = TestServer.start()) {
            OverkizCalls owner = inNewSite(server);
            Place empty = root(owner);
            assertThat(empty.label()).isEqualTo("Fourth");

            assertThat(status(owner, "POST", "/setup/places/" + empty.oid() + "/Kitchen/1"))
                    .isEqualTo(201);
            Place one = root(owner);
            assertThat(one.oid()).isEqualTo(empty.oid());
            assertThat(one.label()).isEqualTo("Fourth");
            assertThat(one.labelsBelow()).containsExactly("Kitchen");

            assertThat(status(owner, "POST", "/setup/places/" + empty.oid() + "/Hall/1"))
                    .isEqualTo(201);
            assertThat(root(owner).labelsBelow()).containsExactlyInAnyOrder("Kitchen", "Hall");
            for (Place room : root(owner).below()) {
                assertThat(status(owner, "DELETE", "/setup/places/" + room.oid()))
                        .isEqualTo(204);
                assertThat(root(owner).oid()).isEqualTo(empty.oid());
            }
            assertThat(root(owner).label()).isEqualTo("Fourth");
            assertThat(root(owner).below()).isEmpty();
            assertThat(status(owner, "DELETE", "/setup/places/" + empty.oid())).isEqualTo(400);
        }
    }

    @Test
    void aHouseWithoutRoomsIsRenamed() throws Exception {
        try (TestServer server = TestServer.start()) {
            OverkizCalls owner = inNewSite(server);
            String oid = root(owner).oid();
            assertThat(owner.call("PUT", "/setup/places/" + oid, "{\"label\":\"Cottage\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(root(owner)).isEqualTo(new Place(oid, "Cottage", List.of()));
        }
    }

    @Test
    void roomsThatStoodBesideEachOtherHaveTheSameRootWhenOneIsDeleted() throws Exception {
        try (TestServer server = TestServer.start()) {
            OverkizCalls owner = inNewSite(server);
            for (String room : List.of("Kitchen", "Hall")) {
                Area area = new Area(room, "", room, 1, 0, 0, Map.of(), Map.of());
                server.sites().submit(Caller.CORE, SITE, new Command.Put(area), Cause.FIELD);
            }
            Place before = root(owner);
            assertThat(before.labelsBelow()).containsExactlyInAnyOrder("Kitchen", "Hall");
            Place kitchen = before.below().stream()
                    .filter(place -> place.label().equals("Kitchen"))
                    .findFirst()
                    .orElseThrow();
            assertThat(status(owner, "DELETE", "/setup/places/" + kitchen.oid()))
                    .isEqualTo(204);
            assertThat(root(owner).oid()).isEqualTo(before.oid());
            assertThat(root(owner).labelsBelow()).containsExactly("Hall");
        }
    }
}
