package io.candelabra.driver.mqtt;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.mqtt.ZigbeeNetwork.Member;
import io.candelabra.driver.mqtt.ZigbeeNetwork.Part;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import io.candelabra.wire.json.ToldJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of the devices of a network: the newest list, the fields that each told last, and whether it can be reached. */
final class ZigbeeMembers {
    private static final int MOST_EARLY = 5_000;
    private static final int MOST_FIELDS = 2_000;

    private final DriverContext lane;
    private final ZigbeeSteps open;
    private ZigbeeNetwork network = ZigbeeNetwork.NONE;
    private boolean listed;
    /** Messages of devices that came before the list that names them. */
    private final Map<String, Broker.Message> early = new LinkedHashMap<>();
    /** The fields that each device told last, by its address. */
    private final Map<String, Map<String, @Nullable Object>> last = new HashMap<>();
    /** Whether each device can be reached, by its address, where the bridge tells it. */
    private final Map<String, Boolean> available = new HashMap<>();

    /** The devices that the site has, when they were looked at last. */
    private final Set<DeviceId> in = new HashSet<>();

    /** @param open the steps that may end by what is heard */
    ZigbeeMembers(DriverContext lane, ZigbeeSteps open) {
        this.lane = lane;
        this.open = open;
        lane.devices().forEach(device -> in.add(device.id()));
    }

    ZigbeeNetwork network() {
        return network;
    }

    /** Whether it is known which devices there are. */
    boolean listed() {
        return listed;
    }

    /** The fields that a device told last; empty where it has told none. */
    Map<String, @Nullable Object> fields(Member member) {
        return last.getOrDefault(member.address(), Map.of());
    }

    /** Takes a list in; whether it is the first. */
    boolean list(Object told) {
        network = ZigbeeNetwork.read(told, lane.gateway().id());
        network.tell(lane);
        boolean first = !listed;
        listed = true;
        early.forEach(this::hear);
        early.clear();
        network.byName().values().forEach(this::tellAvailable);
        return first;
    }

    /** Takes in a message that is of no bridge: a device's, its availability, or one that is nobody's. */
    void hear(String name, Broker.Message message) {
        Optional<Member> member = network.named(name);
        if (member.isPresent()) {
            ToldJson.tree(message.payload())
                    .flatMap(ToldJson::object)
                    .ifPresent(told -> told(member.get(), told, message.retained()));
            return;
        }
        String ending = "/availability";
        if (name.endsWith(ending)
                && network.named(name.substring(0, name.length() - ending.length()))
                        .isPresent()) {
            network.named(name.substring(0, name.length() - ending.length()))
                    .ifPresent(one -> availability(one, message.payload()));
        } else if (!listed && early.size() < MOST_EARLY) {
            early.put(name, message);
        }
    }

    private void told(Member member, Map<String, @Nullable Object> told, boolean retained) {
        // a configuration may have it tell only what is new
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(last.getOrDefault(member.address(), Map.of()));
        if (fields.size() + told.size() > MOST_FIELDS) {
            fields.clear();
        }
        fields.putAll(told);
        last.put(member.address(), fields);
        for (Part part : member.parts()) {
            boolean firstPart = part == member.parts().getFirst();
            List<State> states = part.type().states(told, retained, firstPart);
            if (!states.isEmpty() && lane.device(part.id()).isPresent()) {
                lane.report(new Report.StatesSeen(part.id(), states, open.of(part.id())));
            }
            open.told(lane, part.id(), told);
        }
    }

    private void availability(Member member, byte[] payload) {
        String word = ToldJson.tree(payload)
                .flatMap(ToldJson::object)
                .map(told -> ToldJson.text(told, "state"))
                .orElseGet(() -> new String(payload, StandardCharsets.UTF_8));
        if (word.equals("online") || word.equals("offline")) {
            available.put(member.address(), word.equals("online"));
            tellAvailable(member);
        }
    }

    private boolean reached(Member member) {
        return !member.disabled() && available.getOrDefault(member.address(), true);
    }

    private void tellAvailable(Member member) {
        boolean now = reached(member);
        for (Part part : member.parts()) {
            if (lane.device(part.id()).isPresent()) {
                lane.report(new Report.AvailabilitySeen(part.id(), now));
            }
        }
    }

    /** A device is not in the network any more. */
    void gone(Optional<Member> member) {
        member.ifPresent(one -> {
            last.remove(one.address());
            available.remove(one.address());
            one.parts().forEach(part -> lane.report(new Report.DeviceGone(part.id())));
        });
    }

    /** Tells what is known of the devices that were let in since the last time. */
    void tellNew() {
        Set<DeviceId> before = Set.copyOf(in);
        in.clear();
        lane.devices().forEach(device -> in.add(device.id()));
        for (Member member : network.byName().values()) {
            Map<String, @Nullable Object> fields = fields(member);
            for (Part part : member.parts()) {
                if (in.contains(part.id()) && !before.contains(part.id())) {
                    lane.report(new Report.AvailabilitySeen(part.id(), reached(member)));
                    // what has just happened is over by now
                    List<State> states = part.type()
                            .states(fields, true, part == member.parts().getFirst());
                    if (!states.isEmpty()) {
                        lane.report(new Report.StatesSeen(part.id(), states));
                    }
                }
            }
        }
    }
}
