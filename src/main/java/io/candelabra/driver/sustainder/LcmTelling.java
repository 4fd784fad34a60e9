package io.candelabra.driver.sustainder;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Tells the site what was seen of lamps, where that is news to it. */
final class LcmTelling {
    static final String PROTOCOL = "sustainder";
    static final String TYPE = "candelabra:StreetLamp";
    private static final String LCM = "lcm";
    private static final String NODE = "node";
    private static final String LCM_SILENT = "LCM_NOT_RESPONDING";
    private static final String GATEWAY_SILENT = "GATEWAY_NOT_RESPONDING";
    private static final String UNREADABLE = "LIST_UNREADABLE";
    private static final int MANY_NAMED = 10;

    private final DriverContext lane;
    private final FarNights nights;
    private final Map<String, NodeFacts> nodes = new HashMap<>();
    /** Devices that were told as found: one that is not let in is not told again and again. */
    private final Set<DeviceId> found = new HashSet<>();
    /** The alerts of lamps that stand, as far as this life of the driver told them. */
    private final Map<DeviceId, Set<String>> standing = new HashMap<>();

    private String silent = "";
    private int unreadable = -1;

    LcmTelling(DriverContext lane, FarNights nights) {
        this.lane = lane;
        this.nights = nights;
    }

    void node(String lcm, NodeFacts facts) {
        nodes.put(lcm, facts);
    }

    /** Of how many lamps a node is known. */
    int nodes() {
        return nodes.size();
    }

    boolean knowsNode(String lcm) {
        return nodes.containsKey(lcm);
    }

    /** The node of a lamp; some layers name it as the lamp. */
    String nodeOf(DeviceId lamp) {
        String lcm = lamp.address();
        String told = nodes.getOrDefault(lcm, NodeFacts.NONE).node();
        return told.isEmpty()
                ? lane.device(lamp).flatMap(device -> device.id(NODE)).orElse(lcm)
                : told;
    }

    /** It is called otherwise now. */
    void named(String lcm, String name) {
        nodes.computeIfPresent(lcm, (same, facts) -> facts.named(name));
    }

    DeviceId id(String lcm) {
        return DeviceId.of(PROTOCOL, lane.gateway().id(), lcm);
    }

    /** How many devices were told as found. */
    int found() {
        return found.size();
    }

    /** Those that were not let in are to be told once more. */
    void findAgain() {
        found.clear();
    }

    /** @param author the step that brought a state about, as far as anybody knows */
    void tell(LcmSeen seen, Function<String, Optional<Step.Ref>> author) {
        DeviceId id = id(seen.id());
        NodeFacts node = nodes.getOrDefault(seen.id(), NodeFacts.NONE);
        Optional<Device> there = lane.device(id);
        States stored = there.map(Device::states).orElse(States.NONE);
        Optional<String> listed = seen.scheme().flatMap(nights::plan);
        long nowMs = lane.nowMs();
        List<State> states = LcmStates.of(
                seen,
                node,
                stored,
                listed,
                plan -> nights.level(plan, node.gateway(), lane.gateway().zone(), nowMs));
        if (there.isEmpty()) {
            if (found.add(id)) {
                lane.report(new Report.DeviceFound(device(id, seen, node, states)));
            }
            return;
        }
        changed(there.get(), seen, node);
        if (there.get().available() != seen.online()) {
            lane.report(new Report.AvailabilitySeen(id, seen.online()));
        }
        Map<Optional<Step.Ref>, List<State>> news = new LinkedHashMap<>();
        for (State state : stored.differing(states, Set.of())) {
            news.computeIfAbsent(author.apply(state.name()), same -> new ArrayList<>())
                    .add(state);
        }
        news.forEach((step, changed) -> lane.report(new Report.StatesSeen(id, changed, step)));
        alerts(there.get(), seen);
    }

    private static Device device(DeviceId id, LcmSeen seen, NodeFacts node, List<State> states) {
        List<State> all = new ArrayList<>(states);
        // its group is a matter of this site, which keeps it here
        all.add(State.of(LcmStates.GROUP, ""));
        String label = node.name().isEmpty()
                ? seen.pole().filter(pole -> !pole.isEmpty()).orElse(seen.id())
                : node.name();
        Device device = Device.of(id, TYPE, label, new States(all))
                .described(TYPE, attributes(seen, node), 0)
                .withAvailable(seen.online())
                .withId(LCM, seen.id());
        device = node.node().isEmpty() ? device : device.withId(NODE, node.node());
        return seen.sheet().isEmpty() ? device : device.withVendor(PROTOCOL, seen.sheet());
    }

    private static List<State> attributes(LcmSeen seen, NodeFacts node) {
        List<State> facts = new ArrayList<>();
        if (node.placed()) {
            facts.add(State.of("candelabra:Latitude", node.latitude()));
            facts.add(State.of("candelabra:Longitude", node.longitude()));
        }
        if (!seen.model().isEmpty()) {
            facts.add(State.of("core:ModelName", seen.model()));
        }
        return facts;
    }

    private void changed(Device stored, LcmSeen seen, NodeFacts node) {
        List<State> facts = attributes(seen, node);
        if (!stored.type().equals(TYPE) || !stored.attributes().containsAll(facts)) {
            lane.report(new Report.DeviceChanged(stored.described(TYPE, facts, stored.updatedMs())));
        }
    }

    /** A lamp behind a silent gateway has no alert of its own: the gateway's says it for all. */
    private void alerts(Device stored, LcmSeen seen) {
        Set<String> now = new TreeSet<>(seen.errors());
        now.remove(GATEWAY_SILENT);
        if (!seen.online() && now.isEmpty() && seen.errors().isEmpty()) {
            now.add(LCM_SILENT);
        }
        Set<String> before = standing.getOrDefault(stored.id(), Set.of());
        if (!standing.containsKey(stored.id())) {
            before = fromBefore(stored);
        }
        for (String kind : now) {
            if (!standing.getOrDefault(stored.id(), Set.of()).contains(kind)) {
                lane.report(new Report.AlertSeen(new Alert(stored.id(), kind, "", lane.nowMs()), true));
            }
        }
        for (String kind : before) {
            if (!now.contains(kind)) {
                lane.report(new Report.AlertSeen(new Alert(stored.id(), kind, "", lane.nowMs()), false));
            }
        }
        if (now.isEmpty()) {
            standing.remove(stored.id());
        } else {
            standing.put(stored.id(), now);
        }
    }

    /** The alerts that may stand since an earlier life of the driver: its states and its being away tell. */
    private static Set<String> fromBefore(Device stored) {
        Set<String> kinds = new TreeSet<>();
        for (String part : stored.states().text(LcmStates.ERRORS).split("[^A-Z_]+", -1)) {
            if (!part.isEmpty()) {
                kinds.add(part);
            }
        }
        if (!stored.available()) {
            kinds.add(LCM_SILENT);
        }
        return kinds;
    }

    /** The gateways of the layer that do not answer: one alert of ours names them. */
    void silent(Set<String> gateways, boolean first) {
        List<String> named = gateways.stream().sorted().limit(MANY_NAMED).toList();
        String more = gateways.size() > MANY_NAMED ? " and " + (gateways.size() - MANY_NAMED) + " more" : "";
        String detail = named.isEmpty()
                ? ""
                : (gateways.size() == 1 ? "a gateway of the town does" : "gateways of the town do") + " not answer: "
                        + String.join(", ", named) + more;
        if (!detail.equals(silent) || first) {
            silent = detail;
            Alert alert = new Alert(lane.gateway().id(), GATEWAY_SILENT, detail, lane.nowMs());
            lane.report(new Report.AlertSeen(alert, !detail.isEmpty()));
        }
    }

    /** How many pages of lamps a round could not read: lamps on them are shown as they were. */
    void unreadable(int pages) {
        if (pages != unreadable) {
            unreadable = pages;
            String detail = pages == 0
                    ? ""
                    : (pages == 1 ? "a page" : pages + " pages")
                            + " of the layer's list of lamps cannot be read: its lamps are shown as they were";
            lane.report(
                    new Report.AlertSeen(new Alert(lane.gateway().id(), UNREADABLE, detail, lane.nowMs()), pages > 0));
        }
    }

    /** What was heard of lamps that two whole lists in a row lack is forgotten: a layer that names ever other ones fills no memory. */
    void forget(Set<String> now, Set<String> before) {
        nodes.keySet().removeIf(lcm -> !now.contains(lcm) && !before.contains(lcm));
        found.removeIf(lamp -> !now.contains(lamp.address()) && !before.contains(lamp.address()));
        standing.keySet().removeIf(lamp -> lane.device(lamp).isEmpty());
    }

    /** Two whole lists in a row lack these: nobody can reach them. That they were taken out they do not say. */
    void missing(Set<String> now, Set<String> before) {
        for (Device stored : lane.devices()) {
            String lcm = stored.id().address();
            if (stored.available() && !now.contains(lcm) && !before.contains(lcm)) {
                lane.report(new Report.AvailabilitySeen(stored.id(), false));
            }
        }
    }
}
