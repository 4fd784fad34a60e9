package io.candelabra.core.site;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Said;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.view.View;
import io.candelabra.model.Device;
import io.candelabra.model.State;
import java.util.Map;
import java.util.Optional;

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

    /** A dialect that changes a text of its own has read it before: nobody else's change of it may be lost. */
    static void expect(Said said, Map<String, String> vendor, String what) {
        for (Said.Note note : said.notes()) {
            if (!Optional.ofNullable(vendor.get(note.name())).equals(note.was())) {
                throw new Refused(new Refused.Changed(what));
            }
        }
    }
}
