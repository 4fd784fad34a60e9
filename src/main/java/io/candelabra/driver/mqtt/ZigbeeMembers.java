package io.candelabra.driver.mqtt;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.mqtt.ZigbeeNetwork.Member;
import io.candelabra.driver.mqtt.ZigbeeNetwork.Part;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
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
    private static final long MOST_EARLY_BYTES = 16L << 20;
    private static final int MOST_FIELDS = 2_000;
    /** So much of a device is kept: what is told beyond begins anew. */
    private static final int MOST_BYTES = 512 << 10;

    /** So long the bridge may take to tell its settings, or of its devices, before these are taken to be there. */
    static final long INFO_MS = 5_000;

    private static final String CUT = "DEVICES_LEFT_OUT";
    private static final int MOST_NAMES = 10_000;
    /** So many fit into what is kept. */
    private static final int MOST_LEFT = 400;

    private static final String LEFT = "left";
    /** So long a device that has left may take to be paired anew: a guess. */
    static final long LEFT_MS = 10 * 60_000;

    private final DriverContext lane;
    private final ZigbeeSteps open;
    private ZigbeeNetwork network = ZigbeeNetwork.NONE;
    private ZigbeeSettings info = ZigbeeSettings.NONE;
    /** From when on a device of which nothing is told can be reached; a while after the first list. */
    private long takenMs = Long.MAX_VALUE;

    private boolean taken;
    private int leftOut = -1;
    private long earlyBytes;
    private boolean listed;
    /** Messages of devices that came before the list that names them. */
    private final Map<String, Broker.Message> early = new LinkedHashMap<>();
    /** The fields that each device told last, by its address. */
    private final Map<String, Map<String, @Nullable Object>> last = new HashMap<>();
    /** So many bytes each has told of them. */
    private final Map<String, Integer> bytes = new HashMap<>();
    /** Whether each device can be reached, by its address, where the bridge tells it. */
    private final Map<String, Boolean> available = new HashMap<>();

    /** Addresses by the names that devices have or had: what is taken out is told by its name, when the list lacks it already. */
    private final Map<String, String> addresses = new HashMap<>();
    /** Until when devices that have left may come back, by their addresses. */
    private final Map<String, Long> left = new LinkedHashMap<>();

    /** The devices that the site has, when they were looked at last. */
    private final Set<DeviceId> in = new HashSet<>();

    /** @param open the steps that may end by what is heard */
    ZigbeeMembers(DriverContext lane, ZigbeeSteps open) {
        this.lane = lane;
        this.open = open;
        for (Device device : lane.devices()) {
            in.add(device.id());
            String address = device.id().address();
            int part = address.indexOf('#');
            device.attributes().stream()
                    .filter(one -> one.name().equals(ZigbeeNetwork.NAME))
                    .forEach(one ->
                            addresses.put(one.value().asText(), part < 0 ? address : address.substring(0, part)));
        }
        readLeft();
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

    /** Takes a list in; the addresses of the devices that the one before had not. */
    Set<String> list(Object told) {
        Set<String> before = new HashSet<>();
        network.byName().values().forEach(member -> before.add(member.address()));
        network = ZigbeeNetwork.read(told, info, lane.devices(), lane.gateway().id());
        tellLeftOut();
        if (!listed) {
            takenMs = lane.nowMs() + INFO_MS;
        }
        for (Map<String, @Nullable Object> one : ToldJson.objects(told)) {
            joins(ToldJson.text(one, "ieee_address"));
        }
        if (addresses.size() > MOST_NAMES) {
            addresses.clear();
        }
        network.byName().forEach((name, member) -> addresses.put(name, member.address()));
        network.tell(lane);
        listed = true;
        early.forEach(this::hear);
        early.clear();
        earlyBytes = 0;
        network.byName().values().forEach(this::tellAvailable);
        Set<String> fresh = new HashSet<>();
        network.byName().values().forEach(member -> fresh.add(member.address()));
        fresh.removeAll(before);
        return fresh;
    }

    /** Takes the settings of the bridge in; whether the list is to be read anew by them. */
    boolean settings(ZigbeeSettings told) {
        if (told.equals(info)) {
            return false;
        }
        boolean turned = !told.inverted().equals(info.inverted());
        info = told;
        network.byName().values().forEach(this::tellAvailable);
        return turned;
    }

    /** After a change of what messages mean: all that was told is told anew. */
    void tellAnew() {
        network.byName().values().forEach(member -> tellKnown(member, member.parts()));
    }

    /** Whether a device has this name. */
    boolean isNamed(String name) {
        return network.named(name).isPresent();
    }

    private void tellLeftOut() {
        int now = network.leftOut();
        if (now != leftOut) {
            leftOut = now;
            String why = now == 0
                    ? ""
                    : "Zigbee2MQTT lists " + (now + network.byName().size()) + " devices; the first "
                            + network.byName().size() + " are shown, and " + now + " are left out";
            lane.report(new Report.AlertSeen(new Alert(lane.gateway().id(), CUT, why, lane.nowMs()), now > 0));
        }
    }

    /** Takes in a message that is of no bridge: a device's, its availability, or one that is nobody's. */
    void hear(String name, Broker.Message message) {
        Optional<Member> member = network.named(name);
        if (member.isPresent()) {
            ToldJson.tree(message.payload())
                    .flatMap(ToldJson::object)
                    .ifPresent(told -> told(member.get(), told, message));
            return;
        }
        String ending = "/availability";
        if (name.endsWith(ending)
                && network.named(name.substring(0, name.length() - ending.length()))
                        .isPresent()) {
            network.named(name.substring(0, name.length() - ending.length()))
                    .ifPresent(one -> availability(one, message.payload()));
        } else if (!listed && early.size() < MOST_EARLY && earlyBytes + message.payload().length <= MOST_EARLY_BYTES) {
            earlyBytes += message.payload().length;
            early.put(name, message);
        }
    }

    private void told(Member member, Map<String, @Nullable Object> document, Broker.Message message) {
        boolean retained = message.retained();
        Map<String, @Nullable Object> told = document;
        for (Part part : member.parts()) {
            // what the broker had kept is older than any step, and is nobody's doing
            if (!retained) {
                told = open.withoutEchoes(part.id(), told, lane.nowMs());
            }
        }
        // a configuration may have it tell only what is new
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(last.getOrDefault(member.address(), Map.of()));
        // fields that are told again and again are counted too: what is kept is less than that
        int much = bytes.merge(member.address(), message.payload().length, Integer::sum);
        if (fields.size() + told.size() > MOST_FIELDS || much > MOST_BYTES) {
            fields.keySet().retainAll(told.keySet());
            bytes.put(member.address(), message.payload().length);
        }
        fields.putAll(told);
        last.put(member.address(), fields);
        for (Part part : member.parts()) {
            boolean firstPart = part == member.parts().getFirst();
            List<State> states = part.type().states(told, fields, retained, firstPart);
            if (!states.isEmpty() && lane.device(part.id()).isPresent()) {
                lane.report(new Report.StatesSeen(part.id(), states, retained ? Optional.empty() : open.of(part.id())));
            }
            if (!retained) {
                open.told(lane, part.id(), told);
            }
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

    /** Empty where that is not known yet. What the broker has kept of a bridge that does not look after it any more is old. */
    private Optional<Boolean> reached(Member member) {
        if (member.disabled()) {
            return Optional.of(false);
        }
        if (info.told() && !info.watches(member.address())) {
            return Optional.of(true);
        }
        Boolean told = available.get(member.address());
        // while the bridge tells nothing of its settings it may be one that tells of no device either
        return told == null && !info.told() && lane.nowMs() >= takenMs ? Optional.of(true) : Optional.ofNullable(told);
    }

    private void tellAvailable(Member member) {
        reached(member).ifPresent(now -> {
            for (Part part : member.parts()) {
                if (lane.device(part.id()).isPresent()) {
                    lane.report(new Report.AvailabilitySeen(part.id(), now));
                }
            }
        });
    }

    /** A device has said that it leaves. Many do when they are paired anew, so it has a while to come back. */
    void leaves(String address) {
        if (isHere(address)) {
            left.put(address, lane.nowMs() + LEFT_MS);
            keepLeft();
        }
    }

    /** A device is in the network, again or for the first time. */
    void joins(String address) {
        if (left.remove(address) != null) {
            keepLeft();
        }
    }

    /** People have taken a device out. The list that lacks it comes before this word of it. */
    void removed(String nameOrAddress) {
        String address = network.named(nameOrAddress)
                .map(Member::address)
                .orElseGet(() -> addresses.getOrDefault(nameOrAddress, nameOrAddress));
        boolean renamed = !address.equals(nameOrAddress)
                && network.at(address)
                        .filter(one -> !one.name().equals(nameOrAddress))
                        .isPresent();
        // one that had the name before, and is still there, is not meant
        if (!renamed) {
            gone(address);
        }
    }

    /** Those go whose time to come back is over. */
    void look() {
        long now = lane.nowMs();
        if (!taken && now >= takenMs) {
            taken = true;
            network.byName().values().forEach(this::tellAvailable);
        }
        List.copyOf(left.entrySet()).stream()
                .filter(one -> now >= one.getValue())
                .forEach(one -> gone(one.getKey()));
    }

    private void gone(String address) {
        last.remove(address);
        bytes.remove(address);
        available.remove(address);
        lane.devices().stream()
                .filter(device -> isOf(device.id(), address))
                .forEach(device -> lane.report(new Report.DeviceGone(device.id())));
        joins(address);
    }

    private boolean isHere(String address) {
        return lane.devices().stream().anyMatch(device -> isOf(device.id(), address));
    }

    /** A device of several parts is several here. */
    private static boolean isOf(DeviceId id, String address) {
        return id.address().equals(address) || id.address().startsWith(address + "#");
    }

    private void keepLeft() {
        StringBuilder text = new StringBuilder();
        left.entrySet().stream().limit(MOST_LEFT).forEach(one -> text.append(one.getKey())
                .append(' ')
                .append(one.getValue())
                .append('\n'));
        lane.keep(LEFT, text.toString());
    }

    private void readLeft() {
        for (String line : lane.kept(LEFT).lines().toList()) {
            int space = line.indexOf(' ');
            left.put(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
        }
    }

    /** Tells what is known of the devices that were let in since the last time. */
    void tellNew() {
        Set<DeviceId> before = Set.copyOf(in);
        in.clear();
        lane.devices().forEach(device -> in.add(device.id()));
        for (Member member : network.byName().values()) {
            List<Part> fresh = member.parts().stream()
                    .filter(part -> in.contains(part.id()) && !before.contains(part.id()))
                    .toList();
            for (Part part : fresh) {
                reached(member).ifPresent(now -> lane.report(new Report.AvailabilitySeen(part.id(), now)));
            }
            tellKnown(member, fresh);
        }
    }

    private void tellKnown(Member member, List<Part> parts) {
        Map<String, @Nullable Object> fields = fields(member);
        for (Part part : parts) {
            // what has just happened is over by now
            List<State> states = part.type()
                    .states(fields, fields, true, part == member.parts().getFirst());
            if (!states.isEmpty() && lane.device(part.id()).isPresent()) {
                lane.report(new Report.StatesSeen(part.id(), states));
            }
        }
    }
}
