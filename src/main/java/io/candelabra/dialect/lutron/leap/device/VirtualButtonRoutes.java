package io.candelabra.dialect.lutron.leap.device;

import io.candelabra.core.command.Command;
import io.candelabra.dialect.lutron.leap.hub.HubGates;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.dialect.lutron.leap.message.LeapRequest;
import io.candelabra.dialect.lutron.leap.message.Verb;
import io.candelabra.dialect.lutron.leap.route.LeapCall;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.LeapRouteSet;
import io.candelabra.dialect.lutron.leap.route.LeapRoutes;
import io.candelabra.dialect.lutron.leap.route.Topic;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Virtual buttons: scenes of the whole installation. */
public final class VirtualButtonRoutes implements LeapRouteSet {
    static final String KEY = "leap.virtualbutton";

    @Override
    public void routes(LeapRoutes routes) {
        routes.read("/virtualbutton", this::read);
        routes.subscribe("/virtualbutton", this::subscribe);
        routes.read("/virtualbutton/{id}", this::readById);
        routes.only(
                Envelope.VIVE, Verb.CREATE, "/virtualbutton/{id}/commandprocessor", this::createByIdCommandprocessor);
    }

    LeapReply read(LeapCall call) {
        HubGates.requireScenes(call.now());
        return definitions().read(call.now(), call.url());
    }

    LeapReply subscribe(LeapCall call) {
        HubGates.requireScenes(call.now());
        return LeapReply.subscription(definitions());
    }

    LeapReply readById(LeapCall call) {
        return LeapReply.ok("OneVirtualButtonDefinition", "VirtualButton", definition(scene(call)));
    }

    LeapReply createByIdCommandprocessor(LeapCall call) {
        Resource.Scene scene = scene(call);
        Map<?, ?> command = call.request().object("Command");
        if (!LeapRequest.text(command, "CommandType", "Command/CommandType").equals("PressAndRelease")) {
            throw LeapError.invalid("Command/CommandType", "has to be PressAndRelease");
        }
        call.submit(new Command.StartScene(scene.id(), Plan.Kind.MANUAL, false, false));
        return LeapReply.noContent();
    }

    private static Resource.Scene scene(LeapCall call) {
        HubGates.requireScenes(call.now());
        int id = call.id();
        return scenes(call.now()).stream()
                .filter(scene -> id(scene) == id)
                .findFirst()
                .orElseThrow(call::noSuch);
    }

    private static List<Resource.Scene> scenes(LeapView now) {
        return now.view().resources(Resource.Scene.class).stream()
                .filter(scene -> id(scene) > 0)
                .filter(scene -> scene.actions().stream()
                        .allMatch(action -> now.view().device(action.device()).isPresent()))
                .sorted(Comparator.comparingInt(VirtualButtonRoutes::id))
                .toList();
    }

    private static int id(Resource.Scene scene) {
        return LeapView.number(scene.ids().getOrDefault(KEY, ""));
    }

    private static Topic definitions() {
        return Topic.list(
                "MultipleVirtualButtonDefinition",
                "VirtualButtons",
                (now, changes) ->
                        changes.anything() ? now.each(scenes(now), VirtualButtonRoutes::definition) : List.of());
    }

    private static LeapObject definition(Resource.Scene scene) {
        int id = id(scene);
        return LeapObject.at("/virtualbutton/" + id)
                .put("Name", scene.label())
                .put("ButtonNumber", id - 1)
                .put("ProgrammingModel", LeapObject.ref("/programmingmodel/v" + id))
                .put("Parent", LeapObject.ref("/project"))
                .put("IsProgrammed", !scene.actions().isEmpty())
                .put("Category", Map.of("Type", "", "SubType", ""));
    }
}
