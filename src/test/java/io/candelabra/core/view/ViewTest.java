package io.candelabra.core.view;

import static io.candelabra.core.site.HandStepped.GATEWAY;
import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.edit;
import static io.candelabra.core.site.HandStepped.lamp;
import static io.candelabra.core.site.HandStepped.lampId;
import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.HandStepped;
import io.candelabra.model.Action;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Grant;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Verb;
import io.candelabra.store.memory.MemoryStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The things that a caller sees, the same through every dialect. */
class ViewTest {
    private static final GatewayId OTHER = new GatewayId("other");
    private static final GatewayId THIRD = new GatewayId("third");

    private final HandStepped core = new HandStepped(new MemoryStore());

    private static Caller person(DeviceId... hidden) {
        return Caller.person("ada", List.of(new Grant(SITE, Set.of(Verb.VIEW), Set.of(hidden))));
    }

    private static Gateway in(GatewayId id, String area) {
        return new Gateway(id, "simulator", "", area, true, "UTC", Map.of(), Map.of());
    }

    private View view(Caller caller) {
        return View.of(caller, core.state());
    }

    private List<GatewayId> gateways(Caller caller) {
        return view(caller).gateways().map(Gateway::id).toList();
    }

    /** Upstairs are a gateway and a lamp that works through the one downstairs; a third gateway is in no place. */
    @BeforeEach
    void home() {
        core.tell(edit(changes -> changes.put(new Resource.Area("up", "", "up", 1, 0, 0, Map.of(), Map.of()))
                .put(new Resource.Area("down", "", "down", 1, 0, 0, Map.of(), Map.of()))
                .put(in(GATEWAY, "down"))
                .put(in(OTHER, "up"))
                .put(in(THIRD, ""))
                .put(lamp(0).withArea("up", 1))
                .put(lamp(1).withArea("down", 1))));
    }

    @Test
    void aGatewayIsSeenWhereItStandsAndWhereItIsNeeded() {
        assertThat(gateways(person())).containsExactly(GATEWAY, OTHER, THIRD);
        assertThat(gateways(person().within("up"))).containsExactly(GATEWAY, OTHER);
        assertThat(gateways(person().within("down"))).containsExactly(GATEWAY);
        assertThat(gateways(person(lampId(0)).within("up")))
                .as("nothing that is seen there works through the one downstairs")
                .containsExactly(OTHER);
        assertThat(gateways(Caller.person("nobody", List.of()))).isEmpty();
    }

    @Test
    void devicesAreSeenUnlessHiddenOrElsewhere() {
        assertThat(view(person(lampId(0))).sees(lampId(0))).isFalse();
        assertThat(view(person(lampId(0))).sees(lampId(1))).isTrue();
        assertThat(view(person().within("up")).sees(lampId(1))).isFalse();
        assertThat(view(person()).sees(lampId(9)))
                .as("gone, and nothing is hidden")
                .isTrue();
        assertThat(view(person(lampId(1))).sees(lampId(9))).isFalse();
    }

    @Test
    void whatIsNotSeenReadsLikeWhatIsNotThere() {
        View guest = view(person(lampId(0)).within("up"));
        assertThat(guest.devices()).isEmpty();
        assertThat(guest.device(lampId(0))).as("hidden").isEmpty();
        assertThat(guest.device(lampId(1))).as("elsewhere").isEmpty();
        assertThat(guest.device(lampId(9))).as("not there").isEmpty();
        assertThat(guest.gateway(GATEWAY)).isEmpty();
        assertThat(guest.everything()).isFalse();

        View upstairs = view(person().within("up"));
        assertThat(upstairs.devices()).extracting(Device::id).containsExactly(lampId(0));
        assertThat(upstairs.gatewayOf(upstairs.device(lampId(0)).orElseThrow()))
                .as("it stands elsewhere, and what is seen works through it")
                .map(Gateway::id)
                .contains(GATEWAY);

        View owner = view(person());
        assertThat(owner.everything()).isTrue();
        assertThat(owner.devices()).extracting(Device::id).containsExactly(lampId(0), lampId(1));
        assertThat(view(Caller.administrator("root")).devices())
                .as("devices are none of an administrator's business")
                .isEmpty();
        assertThat(View.whole(core.state()).devices()).hasSize(2);
    }

    @Test
    void aStoredThingConcernsWhoSeesItsDevices() {
        View guest = view(person(lampId(1)));
        assertThat(guest.sees(scene(0))).isTrue();
        assertThat(guest.sees(scene(1))).isFalse();
        assertThat(guest.sees(scene(0, 1))).as("all of it has to be seen").isFalse();
        assertThat(view(person()).sees(scene(0, 1))).isTrue();
        assertThat(view(person().within("up")).sees(area("up"))).isTrue();
        assertThat(view(person().within("up")).sees(area("down"))).isFalse();
        assertThat(guest.sees(group(0, 1))).as("a part of it is enough").isTrue();
        assertThat(guest.sees(group(1))).isFalse();
    }

    @Test
    void anAlertIsOfItsDeviceItsGatewayOrTheSite() {
        View upstairs = view(person(lampId(0)).within("up"));
        assertThat(upstairs.sees(alert(lampId(0).value()))).isFalse();
        assertThat(upstairs.sees(alert(GATEWAY.value()))).isFalse();
        assertThat(upstairs.sees(alert(OTHER.value()))).isTrue();
        assertThat(upstairs.sees(alert("home"))).isTrue();
        assertThat(upstairs.sees(alert(""))).isTrue();
        assertThat(upstairs.sees(alert("://")))
                .as("no device is called like this")
                .isTrue();
        assertThat(view(person()).sees(alert(lampId(9).value()))).isTrue();
        assertThat(upstairs.sees(alert(lampId(9).value()))).as("gone").isFalse();
    }

    private static Resource area(String id) {
        return new Resource.Area(id, "", id, 1, 0, 0, Map.of(), Map.of());
    }

    private static Resource scene(int... lamps) {
        List<Action> actions = IntStream.of(lamps)
                .mapToObj(lamp -> new Action(lampId(lamp), List.of()))
                .toList();
        return new Resource.Scene("s", "s", actions, 0, 0, Map.of(), Map.of());
    }

    private static Resource group(int... lamps) {
        List<DeviceId> devices =
                IntStream.of(lamps).mapToObj(HandStepped::lampId).toList();
        return new Resource.Group("g", "g", 0, devices, List.of(), 0, 0, Map.of(), Map.of());
    }

    private static Alert alert(String subject) {
        return new Alert(Alert.Subject.stored(subject), "LAMP", "", 1);
    }

    /** However much there is that somebody may not see, what they may see is found behind it. */
    @Test
    void historyIsFilteredBeforeItsLimit() {
        core.tell(edit(changes -> {
            changes.add(told("first", 0));
            for (int i = 0; i < 500; i++) {
                changes.add(told("hidden" + i, 1));
            }
            changes.add(new SiteEvent.Noted(new HistoryItem.Notification("n", 900, "core", "ERROR", "of lamp 1")));
        }));
        Caller guest = person(lampId(1));
        assertThat(core.sites().latest(guest, SITE, HistoryItem.DeviceEvent.class, 3))
                .extracting(HistoryItem::id)
                .containsExactly("first");
        assertThat(core.sites().history(guest, SITE, HistoryItem.DeviceEvent.class, 0, 1_000, 3))
                .extracting(HistoryItem::id)
                .containsExactly("first");
        assertThat(core.sites().historyItem(guest, SITE, HistoryItem.DeviceEvent.class, "hidden7"))
                .isEmpty();
        assertThat(core.sites().latest(guest, SITE, HistoryItem.Notification.class, 3))
                .as("it may speak of what is hidden")
                .isEmpty();
        assertThat(core.sites().latest(person(), SITE, HistoryItem.DeviceEvent.class, 3))
                .extracting(HistoryItem::id)
                .containsExactly("hidden499", "hidden498", "hidden497");
        assertThat(core.sites().latest(person(), SITE, HistoryItem.Notification.class, 3))
                .hasSize(1);
    }

    private int times;

    private SiteEvent told(String id, int lamp) {
        return new SiteEvent.Noted(new HistoryItem.DeviceEvent(id, ++times, lampId(lamp), "FAULT", "", true));
    }
}
