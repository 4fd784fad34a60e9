package io.candelabra.dialect.lutron.leap.zone;

import io.candelabra.core.command.Command;
import io.candelabra.dialect.lutron.leap.hub.Licences;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.dialect.lutron.leap.message.Levels;
import io.candelabra.dialect.lutron.leap.message.Verb;
import io.candelabra.dialect.lutron.leap.route.LeapCall;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.LeapRouteSet;
import io.candelabra.dialect.lutron.leap.route.LeapRoutes;
import io.candelabra.dialect.lutron.leap.route.Topic;
import io.candelabra.dialect.lutron.leap.view.LeapFields;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.dialect.lutron.leap.view.Zone;
import io.candelabra.model.Action;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.Plan;
import io.candelabra.model.trait.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shade groups: shades that move together. */
public final class ShadeGroupRoutes implements LeapRouteSet {
    /** A level that has a name. */
    private record Preset(long number, String name, double level) {}

    @Override
    public void routes(LeapRoutes routes) {
        routes.read("/shadegroup", this::read);
        routes.read("/shadegroup/{id}", this::readById);
        routes.read("/shadegroup/{id}/status", this::readByIdStatus);
        routes.only(Envelope.QUANTUM, Verb.UPDATE, "/shadegroup/{id}/status", this::updateByIdStatus);
    }

    LeapReply read(LeapCall call) {
        LeapView now = call.now();
        return list(now, call, now.devicesWith(LeapView.SHADE_GROUP));
    }

    public static LeapReply list(LeapView now, LeapCall call, List<Device> shades) {
        return Topic.list(
                        "MultipleShadeGroupDefinition",
                        "ShadeGroups",
                        (ignored, changes) -> now.each(shades, shade -> definition(now, shade)))
                .read(now, call.url());
    }

    LeapReply readById(LeapCall call) {
        LeapView now = call.now();
        return LeapReply.ok("OneShadeGroupDefinition", "ShadeGroup", definition(now, shade(call, now)));
    }

    LeapReply readByIdStatus(LeapCall call) {
        LeapView now = call.now();
        Device shade = shade(call, now);
        Licences.require(now, shade);
        return LeapReply.ok("OneShadeGroupStatus", "ShadeGroupStatus", status(now, shade));
    }

    LeapReply updateByIdStatus(LeapCall call) {
        LeapView now = call.now();
        Device shade = shade(call, now);
        Licences.require(now, shade);
        Map<?, ?> asked = call.request().object("ShadeGroupStatus");
        double level = Levels.percentOrText(asked.get("Level"), "ShadeGroupStatus/Level");
        DeviceCommand command = now.traits(shade)
                .find(Trait.CoverPosition.class)
                .flatMap(position -> position.set(level))
                .orElseThrow(LeapError::notSupported);
        call.submit(new Command.StartExecution(Plan.of("", List.of(new Action(shade.id(), List.of(command))))));
        return readByIdStatus(call);
    }

    private static Device shade(LeapCall call, LeapView now) {
        return now.device(LeapView.SHADE_GROUP, call.id()).orElseThrow(call::noSuch);
    }

    private static String href(Device shade) {
        return "/shadegroup/" + LeapView.number(shade, LeapView.SHADE_GROUP);
    }

    private static LeapObject definition(LeapView now, Device shade) {
        return LeapObject.at(href(shade))
                .put("Name", shade.label())
                .put("AssociatedArea", LeapObject.ref(now.areaOf(shade).href()))
                .put("ControlType", "Shade")
                .objects(
                        "Preset",
                        presets(shade).stream()
                                .map(preset -> new LeapObject()
                                        .put("Number", preset.number())
                                        .put("Name", preset.name()))
                                .toList());
    }

    private static LeapObject status(LeapView now, Device shade) {
        Optional<Double> level =
                now.traits(shade).find(Trait.CoverPosition.class).flatMap(position -> position.get(shade.states()));
        @Nullable
        Object preset = level.flatMap(at -> presets(shade).stream()
                        .filter(p -> p.level() == at)
                        .map(Preset::number)
                        .findFirst())
                .orElse(null);
        return LeapObject.at(href(shade) + "/status")
                .keep("ShadeGroup", LeapObject.ref(href(shade)))
                .maybe("Level", level.map(Zone::number))
                .put("CurrentPreset", preset);
    }

    private static List<Preset> presets(Device shade) {
        List<Preset> presets = new ArrayList<>();
        Object said = LeapFields.of(shade).get("presets");
        for (Object each : said instanceof List<?> list ? list : List.of()) {
            if (each instanceof Map<?, ?> map
                    && map.get("number") instanceof Long number
                    && map.get("level") instanceof Number level) {
                presets.add(new Preset(number, String.valueOf(map.get("name")), level.doubleValue()));
            }
        }
        return presets;
    }
}
