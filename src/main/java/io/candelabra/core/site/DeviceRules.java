package io.candelabra.core.site;

import io.candelabra.core.access.Access;
import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Said;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.execution.Running;
import io.candelabra.core.view.View;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words of people and dialects on devices and gateways. Their nature and their states are the field's to tell. */
final class DeviceRules {
    private DeviceRules() {}

    static boolean change(Draft draft, Caller caller, Command.ChangeDevice change) {
        Device old = View.of(caller, draft.state())
                .device(change.device())
                .orElseThrow(() -> new Refused(new Refused.NoSuchDevice(change.device())));
        Said said = change.said();
        expect(said, old.vendor(), "device " + old.id());
        said.area().ifPresent(area -> AreaRules.known(draft, area));
        Device next = said(old, said, old.updatedMs());
        if (next.equals(old)) {
            return false;
        }
        boolean described = !next.label().equals(old.label())
                || !next.area().equals(old.area())
                || !next.attributes().equals(old.attributes());
        long updatedMs = described ? draft.moment().nowMs() : old.updatedMs();
        ResourceRules.add(draft, new SiteEvent.DevicePut(said(old, said, updatedMs), false));
        return true;
    }

    private static Device said(Device old, Said said, long updatedMs) {
        Device next = old;
        if (said.label().isPresent()) {
            next = next.withLabel(said.label().get(), updatedMs);
        }
        if (said.area().isPresent()) {
            next = next.withArea(said.area().get(), updatedMs);
        }
        for (State attribute : said.attributes()) {
            next = next.withAttribute(attribute, updatedMs);
        }
        for (Map.Entry<String, String> id : said.ids().entrySet()) {
            next = next.withId(id.getKey(), id.getValue());
        }
        for (Said.Note note : said.notes()) {
            next = next.withVendor(note.name(), note.text());
        }
        return next;
    }

    static boolean put(Draft draft, Device device) {
        boolean created = draft.state().device(device.id()).isEmpty();
        ResourceRules.add(draft, new SiteEvent.DevicePut(device, created));
        FoundRules.leave(draft, device.id());
        return created;
    }

    /** A person takes a device away. Answers true. */
    static boolean remove(Draft draft, Caller caller, DeviceId id) {
        // whoever runs the server sees no device, and may take one away all the same
        boolean known = Access.may(caller, draft.state().site(), Verb.ADMINISTER)
                ? draft.state().device(id).isPresent()
                : View.of(caller, draft.state()).device(id).isPresent();
        if (!known) {
            throw new Refused(new Refused.NoSuchDevice(id));
        }
        goes(draft, Set.of(id));
        ExecutionRules.send(draft, id.gateway());
        return true;
    }

    /** Devices go, with all that cannot be without them; what they were to do fails, and groups and scenes go on. */
    static void goes(Draft draft, Set<DeviceId> gone) {
        for (Running running : draft.state().executions().stream().toList()) {
            for (Step step : running.steps()) {
                if (!step.phase().ended() && gone.contains(step.device())) {
                    ExecutionRules.overtake(draft, step.ref());
                }
            }
        }
        GroupRules.leave(draft, gone);
        SceneRules.leave(draft, gone);
        gone.forEach(device -> draft.state()
                .resource(Resource.QueuedSettings.class, device.value())
                .ifPresent(queued -> draft.add(new SiteEvent.ResourceDeleted(queued))));
        Set<Alert.Subject> subjects = new HashSet<>();
        gone.forEach(device -> subjects.add(Alert.Subject.of(device)));
        AlertRules.clearAll(draft, subjects);
        gone.forEach(id -> draft.add(draft.state()
                .device(id)
                .map(SiteEvent.DeviceRemoved::of)
                .orElseGet(() -> SiteEvent.DeviceRemoved.of(id))));
    }

    /** A dialect that changes a text of its own has read it before: nobody else's change of it may be lost. */
    static void expect(Said said, Map<String, String> vendor, String what) {
        for (Said.Note note : said.notes()) {
            if (!Optional.ofNullable(vendor.get(note.name())).equals(note.was())) {
                throw new Refused(new Refused.Changed(what));
            }
        }
    }
}
