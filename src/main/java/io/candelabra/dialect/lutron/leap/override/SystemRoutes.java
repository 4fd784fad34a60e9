package io.candelabra.dialect.lutron.leap.override;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.site.Composed;
import io.candelabra.core.view.View;
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
import io.candelabra.dialect.lutron.leap.view.LeapFields;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.dialect.lutron.leap.view.Zone;
import io.candelabra.model.Alert;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource;
import io.candelabra.wire.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The system as a whole: load shed with its goals, and the alerts that belong to no area. */
public final class SystemRoutes implements LeapRouteSet {
    public static final String GOAL = "sheddinggoal";
    private static final String ONLY = "system";
    private static final String HREF = "/system/loadshedding";
    private static final long DIMMED_GOAL_PERCENT = 25;
    private static final List<String> GOALS = List.of("Dimmed", "Switched", "Receptacle");

    @Override
    public void routes(LeapRoutes routes) {
        routes.read("/system/loadshedding/status", this::readLoadsheddingStatus);
        routes.subscribe("/system/loadshedding/status", this::subscribeLoadsheddingStatus);
        routes.only(Envelope.VIVE, Verb.UPDATE, "/system/loadshedding/status", this::updateLoadsheddingStatus);
        routes.read("/system/loadshedding", this::readLoadshedding);
        routes.only(Envelope.VIVE, Verb.UPDATE, "/system/loadshedding", this::updateLoadshedding);
        routes.read("/system/alert", this::readAlert);
    }

    LeapReply readLoadsheddingStatus(LeapCall call) {
        return status().read(call.now(), call.url());
    }

    LeapReply subscribeLoadsheddingStatus(LeapCall call) {
        return LeapReply.subscription(status());
    }

    /** Dimmed lights that are on go down by the goal; switched loads and receptacles go off where the goal says so. */
    LeapReply updateLoadsheddingStatus(LeapCall call) {
        Map<?, ?> asked = call.request().object("SystemLoadSheddingStatus");
        String path = "SystemLoadSheddingStatus/State";
        LevelOverride shed = shed(call.now().view());
        switch (LeapRequest.text(asked, "State", path)) {
            case "Enabled" -> {
                Map<String, Long> goals = goals(call);
                shed.begin(call, zone -> shedLevel(zone, goals));
            }
            case "Disabled" -> shed.end(call);
            default -> throw LeapError.invalid(path, "has to be Enabled or Disabled");
        }
        return readLoadsheddingStatus(call);
    }

    private static OptionalDouble shedLevel(Zone zone, Map<String, Long> goals) {
        double level = zone.level().orElse(0.0);
        if (!(level > 0)) {
            return OptionalDouble.empty();
        }
        return switch (zone.control()) {
            case DIMMED, WHITE_TUNE, COLOR_TUNE ->
                OptionalDouble.of(Math.floor(level * (100 - goals.getOrDefault("Dimmed", 0L)) / 100));
            case SWITCHED -> offIfWanted(goals.getOrDefault("Switched", 0L));
            case RECEPTACLE -> offIfWanted(goals.getOrDefault("Receptacle", 0L));
            case CCO, SHADE -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble offIfWanted(long goal) {
        return goal > 0 ? OptionalDouble.of(0) : OptionalDouble.empty();
    }

    LeapReply readLoadshedding(LeapCall call) {
        return LeapReply.ok(
                "OneSystemLoadSheddingDefinition",
                "SystemLoadShedding",
                LeapObject.at(HREF).put("LoadSheddingGoalDetails", goals(call)));
    }

    LeapReply updateLoadshedding(LeapCall call) {
        Map<?, ?> asked = LeapRequest.object(
                call.request().object("SystemLoadShedding"),
                "LoadSheddingGoalDetails",
                "SystemLoadShedding/LoadSheddingGoalDetails");
        Map<String, Long> wanted = new LinkedHashMap<>();
        for (String name : GOALS) {
            if (asked.containsKey(name)) {
                if (!(asked.get(name) instanceof Long goal) || !isGoal(goal)) {
                    throw LeapError.invalid(
                            "SystemLoadShedding/LoadSheddingGoalDetails/" + name,
                            "has to be a whole number from 0 to 100");
                }
                wanted.put(name, goal);
            }
        }
        call.compose((view, nowMs) -> {
            Map<String, Long> goals = new LinkedHashMap<>(goals(view).orElse(Map.of()));
            goals.putAll(wanted);
            if (!goals.keySet().containsAll(GOALS)) {
                throw LeapError.invalid(
                        "SystemLoadShedding/LoadSheddingGoalDetails",
                        "has to name " + String.join(", ", GOALS) + ", since the stored goals cannot be read");
            }
            Resource.Extra stored = new Resource.Extra(LeapView.VENDOR, GOAL, ONLY, Json.text(goals));
            Expect expect = Expect.as(view.resource(stored.ref()));
            return Composed.of(new Command.Put(stored, expect));
        });
        return readLoadshedding(call);
    }

    /** The goals in %; refuses where they cannot be read, rather than shed by other goals than those that were set. */
    private static Map<String, Long> goals(LeapCall call) {
        return goals(call.now().view())
                .orElseThrow(
                        () -> LeapError.bad("The stored goals of load shed cannot be read : set all of them anew"));
    }

    /** The goals in %, by name; empty where their text is broken or holds a goal that is none. */
    private static Optional<Map<String, Long>> goals(View view) {
        Optional<Resource.Extra> stored =
                view.resource(Resource.Extra.class, Resource.Extra.id(LeapView.VENDOR, GOAL, ONLY));
        return stored.isEmpty()
                ? whole(Map.of())
                : LeapFields.read(stored.get().json()).flatMap(SystemRoutes::whole);
    }

    private static Optional<Map<String, Long>> whole(Map<?, ?> notes) {
        Map<String, Long> goals = new LinkedHashMap<>();
        for (String name : GOALS) {
            Object goal = notes.get(name);
            if (goal == null) {
                goals.put(name, name.equals("Dimmed") ? DIMMED_GOAL_PERCENT : 0L);
            } else if (goal instanceof Long percent && isGoal(percent)) {
                goals.put(name, percent);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(goals);
    }

    private static boolean isGoal(long percent) {
        return percent >= 0 && percent <= 100;
    }

    static LevelOverride shed(View view) {
        return LevelOverride.find(view, LevelOverride.LOAD_SHED, ONLY)
                .orElseGet(() -> LevelOverride.off(LevelOverride.LOAD_SHED, ONLY, ""));
    }

    private static Topic status() {
        return Topic.one(
                "OneSystemLoadSheddingStatus",
                "SystemLoadSheddingStatus",
                (now, changes) -> changes.anything()
                        ? List.of(LeapObject.at(HREF + "/status")
                                .put("State", shed(now.view()).active() ? "Enabled" : "Disabled")
                                .put("SystemLoadShedding", LeapObject.ref(HREF)))
                        : List.of());
    }

    /** How many things are wrong with the system itself, by what is wrong. */
    LeapReply readAlert(LeapCall call) {
        LeapView now = call.now();
        long silent = now.gateways().stream()
                .filter(gateway -> !gateway.alive())
                .map(Gateway::id)
                .count();
        LeapObject counts = new LeapObject()
                .put("LoadShedEnabled", shed(now.view()).active() ? 1 : 0)
                .put("ServerDiskSpaceLow", alerts(now, "DISK_SPACE"))
                .put("ReportingServiceNotRunning", alerts(now, "REPORTING"))
                .put("DaliEmergencyTestFailure", alerts(now, "EMERGENCY_TEST"))
                .put("ProcessorNotCommunicating", silent);
        return LeapReply.ok("OneSystemAlertStatus", "SystemAlertCounts", counts);
    }

    private static long alerts(LeapView now, String kind) {
        return now.view().alerts().map(Alert::kind).filter(kind::equals).count();
    }
}
