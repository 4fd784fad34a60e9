package io.candelabra.dialect.overkiz.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Said;
import io.candelabra.core.view.View;
import io.candelabra.demo.DemoHome;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Grant;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Verb;
import io.candelabra.wire.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A thing that a caller may not see is not there, in lists, in zones and by its address. */
class SeenTest {
    private final DemoHome home = DemoHome.of(Showing.CATALOGUE, Showing.NOW_MS);
    private final Showing showing = new Showing().with(home.founding());
    private final RenderedDevices documents = new RenderedDevices();
    private final RenderedLists listings = new RenderedLists(new Random(1));

    @AfterEach
    void close() {
        showing.close();
    }

    @Test
    void aHiddenDeviceIsInNoListAndNoZone() {
        Resource.Group zone = home.resources().stream()
                .filter(Resource.Group.class::isInstance)
                .map(Resource.Group.class::cast)
                .findFirst()
                .orElseThrow();
        DeviceId hidden = zone.devices().getFirst();
        OverkizSession guest =
                showing.session(new Grant(Showing.SITE, Set.of(Verb.VIEW), Set.of(hidden)), "", "setup", false);
        OverkizSession owner = showing.owner("setup", false);

        assertThat(urls(owner)).hasSize(home.devices().size()).contains(hidden.value());
        assertThat(urls(guest)).hasSize(home.devices().size() - 1).doesNotContain(hidden.value());
        assertThat(urls(owner)).as("what was kept for the guest is the guest's").contains(hidden.value());
        assertThat(Zones.items(owner, owner.state(), zone))
                .hasSize(zone.devices().size());
        assertThat(Zones.items(guest, guest.state(), zone))
                .hasSize(zone.devices().size() - 1);
        assertThatThrownBy(() -> guest.device(guest.state(), hidden.value()))
                .isInstanceOf(OverkizFault.class)
                .hasMessageContaining("No such device");
    }

    @Test
    void aFaceThatIsBoundToAPlaceShowsWhatIsInIt() {
        String attic = home.resources().stream()
                .filter(Resource.Area.class::isInstance)
                .map(Resource.Area.class::cast)
                .filter(area -> area.label().equals("Attic"))
                .map(Resource.Area::id)
                .findFirst()
                .orElseThrow();
        OverkizSession session =
                showing.session(new Grant(Showing.SITE, Set.of(Verb.values()), Set.of()), attic, "attic", false);
        View state = session.state();
        List<String> expected = home.devices().stream()
                .filter(device -> device.area().equals(attic))
                .map(Device::id)
                .map(DeviceId::value)
                .toList();

        assertThat(expected).isNotEmpty();
        assertThat(urls(session)).containsExactlyElementsOf(expected);
        assertThat(Places.root(session, state).oid()).isEqualTo(attic);
        assertThat(state.gateways()
                        .map(gateway -> GatewayDocument.of(session, state, gateway))
                        .toList())
                .singleElement()
                .satisfies(gateway -> {
                    assertThat(gateway.gatewayId()).isEqualTo(DemoHome.MAIN_GATEWAY);
                    assertThat(gateway.placeOID()).isEqualTo(attic);
                });
        assertThat(Zones.groups(session, state)).allSatisfy(group -> assertThat(Zones.items(session, state, group))
                .isNotEmpty());
    }

    @Test
    void aListIsMadeAnewWhenSomethingChanged() {
        OverkizSession owner = showing.owner("setup", false);
        Set<String> before = new HashSet<>(urls(owner));
        Device lamp = home.devices().getFirst();
        showing.with(new Command.ChangeDevice(lamp.id(), Said.label("Renamed")));

        assertThat(new String(list(owner), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"Renamed\"");
        assertThat(urls(owner)).hasSameElementsAs(before);
    }

    /** A home with two tops has a root of its own making, and a device in no place is in it. */
    @Test
    void aDeviceInNoPlaceFollowsTheRoot() {
        OverkizSession owner = showing.owner("setup", false);
        DeviceId lost = new DeviceId("io://" + DemoHome.MAIN_GATEWAY + "/lost");
        showing.with(new Command.PutDevice(Device.of(
                lost,
                home.devices().getFirst().type(),
                "Lost",
                home.devices().getFirst().states())));
        assertThat(placeOf(owner, lost))
                .isEqualTo(Places.root(owner, owner.state()).oid());
        String before = placeOf(owner, lost);
        showing.with(new Command.Put(new Resource.Area("garden", "", "Garden", 1, 1, 1, Map.of(), Map.of())));
        assertThat(placeOf(owner, lost))
                .isNotEqualTo(before)
                .isEqualTo(Places.root(owner, owner.state()).oid());
    }

    private String placeOf(OverkizSession session, DeviceId device) {
        View state = session.state();
        byte[] shown = documents.device(session, state, state.device(device).orElseThrow());
        return String.valueOf(((Map<?, ?>) Objects.requireNonNull(Json.tree(shown))).get("placeOID"));
    }

    private byte[] list(OverkizSession session) {
        View state = session.state();
        return listings.get(
                        session,
                        state,
                        "devices",
                        () -> documents.array(session, state, RenderedDevices.listed(session, state)))
                .plain();
    }

    private List<String> urls(OverkizSession session) {
        List<?> devices = (List<?>) Objects.requireNonNull(Json.tree(list(session)));
        return devices.stream()
                .map(device -> String.valueOf(((Map<?, ?>) device).get("deviceURL")))
                .toList();
    }
}
