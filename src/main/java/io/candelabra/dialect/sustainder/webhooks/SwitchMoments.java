package io.candelabra.dialect.sustainder.webhooks;

import io.candelabra.core.schedule.Sun;
import io.candelabra.core.view.View;
import io.candelabra.dialect.sustainder.document.Times;
import io.candelabra.dialect.sustainder.lamps.Coordinates;
import io.candelabra.dialect.sustainder.lamps.Lamp;
import io.candelabra.model.Gateway;
import io.candelabra.model.schedule.DimmingPlan;
import io.candelabra.push.Pushes.Message;
import io.candelabra.wire.json.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The moments at which a lamp will switch, by its plan and the sun where it stands: in the rest of the running night,
 * and in the two nights after it. A night runs from noon to noon, so the promise is the same at every hour of the day.
 */
final class SwitchMoments {
    private static final int WHOLE_NIGHTS = 2;

    private SwitchMoments() {}

    static Message message(View view, Lamp lamp, long fromMs) {
        DimmingPlan plan = DimmingPlan.parse(lamp.plan()).orElse(DimmingPlan.DUSK_TO_DAWN);
        ZoneId zone = lamp.gateway().map(Gateway::zone).orElse(ZoneOffset.UTC);
        Coordinates at = Coordinates.of(view, lamp.device());
        Sun sun = new Sun(at.latitude(), at.longitude(), zone);
        Instant from = Instant.ofEpochMilli(fromMs);
        List<Map<String, @Nullable Object>> moments = plan.toCome(from, WHOLE_NIGHTS, zone, sun::on).stream()
                .map(moment -> document(lamp, moment))
                .toList();
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("node_id", lamp.nodeId());
        body.put("lcm_id", lamp.lcmId());
        body.put("switch_moments", moments);
        return new Message(lamp.lcmId(), Json.write(body));
    }

    /** The most that each channel is set to give scales the level. */
    private static Map<String, @Nullable Object> document(Lamp lamp, DimmingPlan.Moment moment) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("start_time", Times.of(moment.at().toEpochMilli()));
        document.put(
                "light_levels",
                lamp.maxLevels().stream()
                        .map(most -> Math.round(moment.level() * most / 100.0))
                        .toList());
        return document;
    }
}
