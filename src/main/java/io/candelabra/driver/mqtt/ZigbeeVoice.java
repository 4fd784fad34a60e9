package io.candelabra.driver.mqtt;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.FarRefusal;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.mqtt.ZigbeeNetwork.Member;
import io.candelabra.model.Alert;
import io.candelabra.wire.json.Json;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is said to the bridge. That the broker does not take it, people are told once. */
final class ZigbeeVoice {
    /** Kind of the alert that the broker does not take what is published. */
    static final String REFUSED = "BROKER_REFUSES";

    /** Names that no topic may have, or that would be taken for something else: such a device is spoken to by its address. */
    private static final Pattern NO_TOPIC =
            Pattern.compile("^bridge/.*|.*[+#\\p{Cntrl}].*|.*/([gs]et|availability)|^/.*|.*/$");

    /** Publishes below the base topic. */
    @FunctionalInterface
    interface Mouth {
        void publish(String topic, byte[] payload) throws IOException;
    }

    private final DriverContext lane;
    private final Mouth mouth;
    /** What people were told of the broker's refusal; empty where it takes what is published. */
    private @Nullable String refusal;

    ZigbeeVoice(DriverContext lane, Mouth mouth) {
        this.lane = lane;
        this.mouth = mouth;
    }

    /** The bridge knows a device by its name, and by its address. */
    static String topic(Member member) {
        return NO_TOPIC.matcher(member.name()).matches() ? member.address() : member.name();
    }

    /** @throws FarRefusal where the broker does not take it; people are told that */
    void publish(String topic, Map<String, @Nullable Object> fields) throws IOException {
        try {
            mouth.publish(topic, Json.write(fields));
            refused(null);
        } catch (FarRefusal no) {
            refused(no);
            throw no;
        }
    }

    /** Asks a device. Where the broker refuses that, what devices tell by themselves is heard all the same. */
    void ask(Member member, Map<String, @Nullable Object> fields) throws IOException {
        try {
            publish(topic(member) + "/get", fields);
        } catch (FarRefusal no) {
            refused(no);
        }
    }

    /** Tells people of what the broker does not take, where that is news. */
    private void refused(@Nullable FarRefusal no) {
        String why = no == null ? "" : Objects.requireNonNullElse(no.getMessage(), "");
        if (!why.equals(refusal)) {
            refusal = why;
            Alert alert = new Alert(lane.gateway().id(), REFUSED, why, lane.nowMs());
            lane.report(new Report.AlertSeen(alert, no != null));
        }
    }
}
