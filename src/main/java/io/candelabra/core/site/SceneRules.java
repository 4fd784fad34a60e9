package io.candelabra.core.site;

import io.candelabra.core.access.Refused;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.References;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Action;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.DelayedStart;
import io.candelabra.model.Resource.Scene;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Scenes, and what starts them later. */
final class SceneRules {
    private SceneRules() {}

    /** The same with the secrets in its commands marked, where it has commands. */
    static Resource marked(Draft draft, Resource resource) {
        if (resource instanceof Scene scene) {
            return with(scene, Parameters.marked(draft, scene.actions()), scene.updatedMs());
        }
        if (resource instanceof DelayedStart start) {
            Plan plan = start.plan()
                    .withActions(Parameters.marked(draft, start.plan().actions()));
            return new DelayedStart(start.id(), start.atMs(), plan, start.owner(), start.cause());
        }
        return resource;
    }

    private static Scene with(Scene scene, List<Action> actions, long updatedMs) {
        return new Scene(scene.id(), scene.label(), actions, scene.createdMs(), updatedMs, scene.ids(), scene.vendor());
    }

    /** A later start names a scene that exists. */
    static void check(Draft draft, DelayedStart start) {
        String scene = start.plan().scene();
        if (!scene.isEmpty() && draft.state().resource(Scene.class, scene).isEmpty()) {
            throw Refused.noSuch("scene", scene);
        }
    }

    /** A plan that was taken from a scene does what the scene does by now. */
    static Plan asItIs(SiteState state, Plan plan) {
        if (plan.scene().isEmpty()) {
            return plan;
        }
        Scene scene =
                state.resource(Scene.class, plan.scene()).orElseThrow(() -> Refused.noSuch("scene", plan.scene()));
        Map<String, String> vendor = new HashMap<>(scene.vendor());
        vendor.putAll(plan.vendor());
        return new Plan(scene.label(), scene.id(), plan.kind(), plan.urgent(), plan.hidden(), scene.actions(), vendor);
    }

    /**
     * Devices are gone: scenes go on without them, also where that leaves none, since people made them. What was to start later
     * with nothing to do does not.
     */
    static void leave(Draft draft, Set<DeviceId> gone) {
        for (Scene scene : draft.state().resources(Scene.class)) {
            List<Action> rest = without(scene.actions(), gone);
            if (rest.size() < scene.actions().size()) {
                draft.add(new SiteEvent.ResourcePut(
                        with(scene, rest, draft.moment().nowMs()), false));
            }
        }
        for (DelayedStart start : draft.state().resources(DelayedStart.class)) {
            Plan plan = start.plan();
            List<Action> rest = without(plan.actions(), gone);
            if (rest.size() == plan.actions().size()) {
                continue;
            }
            if (rest.isEmpty() && plan.scene().isEmpty()) {
                draft.add(new SiteEvent.ResourceDeleted(start));
            } else {
                draft.add(new SiteEvent.ResourcePut(
                        new DelayedStart(
                                start.id(), start.atMs(), plan.withActions(rest), start.owner(), start.cause()),
                        false));
            }
        }
    }

    private static List<Action> without(List<Action> actions, Set<DeviceId> gone) {
        return actions.stream()
                .filter(action -> !gone.contains(action.device()))
                .toList();
    }

    /** A scene that is gone does not start any more, whenever it was to start. */
    static void endDelayed(Draft draft, Scene gone) {
        for (Resource pointing : References.to(draft.state(), gone.ref())) {
            if (pointing instanceof DelayedStart start) {
                draft.add(new SiteEvent.ResourceDeleted(start));
            }
        }
    }
}
