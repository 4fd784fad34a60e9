package io.candelabra.core.site;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.state.References;
import io.candelabra.core.view.View;
import io.candelabra.model.Action;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.DelayedStart;
import io.candelabra.model.Resource.Extra;
import io.candelabra.model.Resource.Group;
import io.candelabra.model.Resource.Scene;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.Resource.Verb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A caller may have the right to change things of a kind, and yet see and control only part of the site. What is stored is about
 * devices: whoever puts or deletes it may have done to those devices what it does to them, now and later.
 */
final class PartRules {
    private PartRules() {}

    static void put(Draft draft, View view, Resource now) {
        Optional<Resource> was = draft.state().resource(now.ref());
        switch (now) {
            case DelayedStart start -> {
                // a start that waits for its hour is asked for now, and so is the right to it
                ExecutionRules.mayStart(
                        view, SceneRules.asItIs(draft.state(), start.plan()).actions());
                was.ifPresent(old -> delete(draft, view, old));
            }
            case Scene scene -> put(draft, view, scene, was.map(Scene.class::cast));
            case Group group -> put(view, group, was.map(Group.class::cast));
            case Subscription ignored -> needAll(view);
            case Extra extra -> needSchedule(draft, view, extra);
            // about no device, or not for people to change
            case Resource.Area _,
                    Resource.Profile _,
                    Resource.QueuedSettings _,
                    Resource.SiteType _,
                    Resource.FoundDevice _,
                    Resource.Reception _ -> {}
            case Resource.DriverNote _,
                    Resource.DriverDocument _,
                    Resource.Role _,
                    Resource.Account _,
                    Resource.Session _,
                    Resource.AccessKey _ -> {}
            case Resource.FaceBinding _, Resource.Integration _, Resource.Cursor _, Resource.Agenda _ -> {}
        }
    }

    static void delete(Draft draft, View view, Resource gone) {
        switch (gone) {
            case DelayedStart start -> needControl(draft, view, start);
            case Scene scene -> needSight(view, scene);
            case Group group -> needSight(view, group);
            case Subscription ignored -> needAll(view);
            case Extra extra -> needSchedule(draft, view, extra);
            // about no device, or not for people to change
            case Resource.Area _,
                    Resource.Profile _,
                    Resource.QueuedSettings _,
                    Resource.SiteType _,
                    Resource.FoundDevice _,
                    Resource.Reception _ -> {}
            case Resource.DriverNote _,
                    Resource.DriverDocument _,
                    Resource.Role _,
                    Resource.Account _,
                    Resource.Session _,
                    Resource.AccessKey _ -> {}
            case Resource.FaceBinding _, Resource.Integration _, Resource.Cursor _, Resource.Agenda _ -> {}
        }
    }

    /**
     * What is put in a scene may be done now by who is given single devices, since somebody else may start it, and by anybody where it
     * waits for its hour. What is in it already may stay.
     */
    private static void put(Draft draft, View view, Scene scene, Optional<Scene> was) {
        was.ifPresent(old -> needSight(view, old));
        boolean waits = References.to(draft.state(), scene.ref()).stream().anyMatch(DelayedStart.class::isInstance);
        List<Action> added = new ArrayList<>(scene.actions());
        if (!waits) {
            was.ifPresent(old -> added.removeAll(old.actions()));
        }
        if (waits || !view.reaches().isEmpty()) {
            mayStart(draft, view, added);
        } else {
            needSight(view, scene);
        }
    }

    /** What is about a device that has gone does nothing to anybody. */
    private static void mayStart(Draft draft, View view, List<Action> actions) {
        ExecutionRules.mayStart(
                view,
                actions.stream()
                        .filter(action -> draft.state().device(action.device()).isPresent())
                        .toList());
    }

    /** Devices that are not seen neither come nor go. */
    private static void put(View view, Group group, Optional<Group> was) {
        Set<DeviceId> hidden = was.map(old -> hidden(view, old)).orElse(Set.of());
        if (!new HashSet<>(group.devices()).containsAll(hidden)) {
            throw new Refused(new Refused.Rights(Verb.VIEW, view.site()));
        }
        for (DeviceId device : group.devices()) {
            if (!hidden.contains(device) && isHidden(view, device)) {
                throw new Refused(new Refused.NoSuchDevice(device));
            }
        }
        was.filter(old -> !old.devices().isEmpty() && old.devices().stream().noneMatch(view::sees))
                .ifPresent(old -> {
                    throw Refused.noSuch("group", old.id());
                });
    }

    private static void needControl(Draft draft, View view, DelayedStart start) {
        for (Action action : start.plan().actions()) {
            if (isHidden(view, action.device())) {
                throw Refused.noSuch("delayed start", start.id());
            }
        }
        mayStart(draft, view, start.plan().actions());
    }

    private static void needSight(View view, Scene scene) {
        if (scene.actions().stream().anyMatch(action -> isHidden(view, action.device()))) {
            throw Refused.noSuch("scene", scene.id());
        }
    }

    private static void needSight(View view, Group group) {
        if (!hidden(view, group).isEmpty()) {
            throw new Refused(new Refused.Rights(Verb.VIEW, view.site()));
        }
    }

    /** A schedule starts what it names in nobody's name, at any hour: it is made by who may start everything. */
    private static void needSchedule(Draft draft, View view, Extra extra) {
        boolean scheduled =
                draft.moment().declared().schedules().values().stream().anyMatch(schedule -> schedule.isMadeOf(extra));
        if (scheduled && !view.controlsEverything()) {
            throw new Refused(new Refused.Rights(Verb.CONTROL, view.site()));
        }
    }

    /** Who receives what happens receives all of it; whoever runs the server says who. */
    private static void needAll(View view) {
        if (!view.keepsNothingBack() && view.caller().kind() != Caller.Kind.ADMINISTRATOR) {
            throw new Refused(new Refused.Rights(Verb.VIEW, view.site()));
        }
    }

    private static Set<DeviceId> hidden(View view, Group group) {
        Set<DeviceId> hidden = new HashSet<>();
        group.devices().stream().filter(device -> isHidden(view, device)).forEach(hidden::add);
        return hidden;
    }

    /** There, and not seen. */
    private static boolean isHidden(View view, DeviceId device) {
        return !view.sees(device) && view.state().device(device).isPresent();
    }
}
