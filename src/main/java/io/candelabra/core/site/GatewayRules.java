package io.candelabra.core.site;

import io.candelabra.core.access.Access;
import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Said;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.Lookup;
import io.candelabra.core.state.SiteState;
import io.candelabra.core.view.View;
import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DocumentMark;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Label;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.DriverDocument;
import io.candelabra.model.Resource.DriverNote;
import io.candelabra.model.Resource.Verb;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Gateways come, are described and set up, and go with all that cannot be without them. */
final class GatewayRules {
    /** What can stand in a device's address, between its slashes. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}");

    private GatewayRules() {}

    static boolean add(Draft draft, Command.AddGateway add) {
        if (!ID.matcher(add.id().value()).matches()) {
            throw Refused.invalid(
                    "gateway", "an id has up to 100 letters, digits and . _ : -, and begins with one of the first two");
        }
        if (draft.state().gateway(add.id()).isPresent()) {
            throw new Refused(new Refused.Conflict("there is a gateway " + add.id() + " already"));
        }
        int limit = draft.moment().limits().resourcesPerKind();
        if (draft.state().gateways().size() >= limit) {
            throw new Refused(new Refused.TooMany("gateway", limit));
        }
        label(add.label());
        AreaRules.known(draft, add.area());
        timezone(add.timezone());
        DriverKind kind = kind(draft, add.driver());
        refuse(kind.faultOfGiven(add.settings(), add.secrets().keySet(), add.documents()));
        Map<String, String> settings = new HashMap<>(add.settings());
        settings.putAll(marks(add.documents()));
        refuse(kind.faultOfStored(settings, add.secrets().keySet()));
        // whether it answers its driver finds out; until then its first commands wait and do not fail
        Gateway gateway = new Gateway(
                add.id(),
                add.driver(),
                add.label(),
                add.area(),
                true,
                add.timezone(),
                settings,
                add.secrets(),
                Map.of(),
                Map.of());
        draft.add(new SiteEvent.GatewayPut(gateway, true));
        keep(draft, gateway, add.documents());
        return true;
    }

    static boolean setUp(Draft draft, Caller caller, Command.SetUpGateway change) {
        Gateway old = seen(draft, caller, change.gateway());
        change.label().filter(label -> !label.equals(old.label())).ifPresent(GatewayRules::label);
        change.area().ifPresent(area -> AreaRules.known(draft, area));
        change.timezone().ifPresent(GatewayRules::timezone);
        String name = change.driver().orElse(old.driver());
        // what one kind was told is not for another to know
        boolean another = !name.equals(old.driver());
        Map<String, String> settings = new HashMap<>(another ? Map.of() : old.settings());
        Map<String, String> secrets = new HashMap<>(another ? Map.of() : old.secrets());
        if (another || change.sets()) {
            set(kind(draft, name), change, settings, secrets);
        }
        Gateway next = old.withDriver(name, settings, secrets)
                .withLabel(change.label().orElse(old.label()))
                .withArea(change.area().orElse(old.area()))
                .withTimezone(change.timezone().orElse(old.timezone()));
        if (next.equals(old)) {
            return false;
        }
        if (another) {
            forget(draft, old.id());
        }
        draft.add(new SiteEvent.GatewayPut(next, false));
        keep(draft, next, change.documents());
        if (another && !old.alive()) {
            // the word of its driver of before; as of a new gateway, the next one finds out
            draft.add(new SiteEvent.GatewayAliveChanged(old.id(), true));
            SettingRules.reached(draft, Set.of(), Set.of(old.id()));
        }
        return true;
    }

    private static void set(
            DriverKind kind, Command.SetUpGateway change, Map<String, String> settings, Map<String, String> secrets) {
        for (String name : change.unset()) {
            if (change.settings().containsKey(name)
                    || change.secrets().containsKey(name)
                    || change.documents().containsKey(name)) {
                throw Refused.invalid(name, "is set and unset at once");
            }
            boolean plain = settings.remove(name) != null;
            boolean sealed = secrets.remove(name) != null;
            if (!plain && !sealed) {
                throw Refused.invalid(name, "is not set, so it cannot be unset");
            }
        }
        refuse(kind.faultOfGiven(change.settings(), change.secrets().keySet(), change.documents()));
        settings.putAll(change.settings());
        settings.putAll(marks(change.documents()));
        secrets.putAll(change.secrets());
        // one that has become secret, or none any more, stands once
        settings.keySet().removeAll(change.secrets().keySet());
        secrets.keySet().removeAll(change.settings().keySet());
        refuse(kind.faultOfStored(settings, secrets.keySet()));
    }

    private static Map<String, String> marks(Map<String, String> documents) {
        Map<String, String> marks = new HashMap<>();
        documents.forEach((name, text) -> marks.put(name, DocumentMark.of(text).toString()));
        return marks;
    }

    /** The documents that a gateway is given from now on; those go for which no mark stands any more. */
    private static void keep(Draft draft, Gateway gateway, Map<String, String> documents) {
        Set<String> gone = new LinkedHashSet<>();
        for (DriverDocument stored : draft.state().resources(Lookup.documentsOf(gateway.id()))) {
            if (!gateway.settings().containsKey(stored.setting())) {
                gone.add(stored.setting());
            }
        }
        for (String setting : gone) {
            draft.state()
                    .resource(DriverDocument.class, DriverNote.idOf(gateway.id(), setting))
                    .ifPresent(document -> draft.add(new SiteEvent.ResourceDeleted(document)));
        }
        new TreeMap<>(documents).forEach((setting, text) -> {
            DriverDocument document = new DriverDocument(gateway.id(), setting, text);
            Optional<Resource> was = draft.state().resource(document.ref());
            if (was.filter(document::equals).isEmpty()) {
                draft.add(new SiteEvent.ResourcePut(document, was.isEmpty()));
            }
        });
    }

    static boolean seal(Draft draft, Command.SealSettings seal) {
        Gateway before = seal.before();
        Optional<Gateway> stored = draft.state()
                .gateway(before.id())
                .filter(now -> now.driver().equals(before.driver())
                        && now.settings().equals(before.settings())
                        && now.secrets().equals(before.secrets()));
        stored.ifPresent(now -> {
            Map<String, String> settings = new HashMap<>(now.settings());
            settings.keySet().removeAll(seal.sealed().keySet());
            Map<String, String> secrets = new HashMap<>(now.secrets());
            secrets.putAll(seal.sealed());
            draft.add(new SiteEvent.GatewayPut(now.withDriver(now.driver(), settings, secrets), false));
        });
        return stored.isPresent();
    }

    static boolean change(Draft draft, Command.ChangeGateway change) {
        Gateway old = draft.state()
                .gateway(change.gateway())
                .orElseThrow(() -> Refused.noSuch("gateway", change.gateway().value()));
        Said said = change.said();
        DeviceRules.expect(said, old.vendor(), "gateway " + old.id());
        said.label().filter(label -> !label.equals(old.label())).ifPresent(GatewayRules::label);
        said.area().ifPresent(area -> AreaRules.known(draft, area));
        Gateway next = said(old, said);
        if (next.equals(old)) {
            return false;
        }
        draft.add(new SiteEvent.GatewayPut(next, false));
        return true;
    }

    private static Gateway said(Gateway old, Said said) {
        Gateway next = old;
        if (said.label().isPresent()) {
            next = next.withLabel(said.label().get());
        }
        if (said.area().isPresent()) {
            next = next.withArea(said.area().get());
        }
        for (Map.Entry<String, String> id : said.ids().entrySet()) {
            next = next.withId(id.getKey(), id.getValue());
        }
        for (Said.Note note : said.notes()) {
            next = next.withVendor(note.name(), note.text());
        }
        return next;
    }

    static boolean put(Draft draft, Gateway gateway) {
        boolean created = draft.state().gateway(gateway.id()).isEmpty();
        draft.add(new SiteEvent.GatewayPut(gateway, created));
        return created;
    }

    /** Answers how many devices went with it. */
    static Integer remove(Draft draft, Caller caller, Command.RemoveGateway remove) {
        Gateway gone = seen(draft, caller, remove.gateway());
        Set<DeviceId> devices = new LinkedHashSet<>();
        for (Device device : draft.state().devices()) {
            if (device.id().gateway().equals(gone.id())) {
                devices.add(device.id());
            }
        }
        // whoever runs the server sees no device, and may take the box away; of others nobody removes what is hidden
        // from them
        View view = View.of(caller, draft.state());
        if (!Access.may(caller, draft.state().site(), Verb.ADMINISTER)
                && !devices.stream().allMatch(view::sees)) {
            throw new Refused(new Refused.Rights(Verb.ADMINISTER, draft.state().site()));
        }
        if (!devices.isEmpty() && !remove.withDevices()) {
            throw new Refused(new Refused.Conflict("the gateway " + gone.id() + " has " + devices.size()
                    + (devices.size() == 1 ? " device, which goes" : " devices, which go") + " with it:"
                    + " remove it with its devices"));
        }
        JobRules.leave(draft, gone.id());
        FoundRules.gatewayGoes(draft, gone.id());
        AlertRules.clearAll(draft, Set.of(Alert.Subject.of(gone.id())));
        DeviceRules.goes(draft, devices);
        forget(draft, gone.id());
        delete(draft, draft.state().resources(Lookup.typesOf(gone.id())));
        delete(draft, draft.state().resources(Lookup.documentsOf(gone.id())));
        draft.add(new SiteEvent.GatewayRemoved(gone.id()));
        return devices.size();
    }

    // ---- what its driver keeps ----

    static boolean keep(Draft draft, Command.KeepNote keep) {
        SiteState state = draft.state();
        Optional<DriverNote> was = state.resource(DriverNote.class, DriverNote.idOf(keep.gateway(), keep.name()));
        if (keep.sealed().isEmpty()) {
            was.ifPresent(note -> draft.add(new SiteEvent.ResourceDeleted(note)));
            return was.isPresent();
        }
        if (state.gateway(keep.gateway()).isEmpty()) {
            return false;
        }
        if (was.isEmpty() && state.resources(Lookup.notesOf(keep.gateway())).size() >= DriverNote.MOST_AT_A_GATEWAY) {
            throw new Refused(new Refused.TooMany(
                    "note of the driver of the gateway " + keep.gateway(), DriverNote.MOST_AT_A_GATEWAY));
        }
        draft.add(new SiteEvent.ResourcePut(new DriverNote(keep.gateway(), keep.name(), keep.sealed()), was.isEmpty()));
        return true;
    }

    private static void forget(Draft draft, GatewayId gateway) {
        delete(draft, draft.state().resources(Lookup.notesOf(gateway)));
    }

    private static void delete(Draft draft, Iterable<? extends Resource> gone) {
        gone.forEach(one -> draft.add(new SiteEvent.ResourceDeleted(one)));
    }

    private static Gateway seen(Draft draft, Caller caller, GatewayId id) {
        return View.of(caller, draft.state()).gateway(id).orElseThrow(() -> Refused.noSuch("gateway", id.value()));
    }

    private static DriverKind kind(Draft draft, String name) {
        DriverKinds kinds = draft.moment().declared().drivers();
        return kinds.find(name).orElseThrow(() -> Refused.invalid("kind", kinds.unknown(name)));
    }

    private static void refuse(Optional<DriverKind.Fault> fault) {
        fault.ifPresent(wrong -> {
            throw Refused.invalid(wrong.setting(), wrong.why());
        });
    }

    private static void label(String label) {
        Label.fault(label).ifPresent(fault -> {
            throw Refused.invalid("label", "a label " + fault);
        });
    }

    private static void timezone(String zone) {
        try {
            if (!zone.isEmpty()) {
                ZoneId.of(zone);
            }
        } catch (DateTimeException unknown) {
            throw Refused.invalid("timezone", "is the name of a zone such as Europe/Amsterdam");
        }
    }
}
