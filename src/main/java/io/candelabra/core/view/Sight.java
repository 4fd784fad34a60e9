package io.candelabra.core.view;

import io.candelabra.core.access.Access;
import io.candelabra.core.access.Caller;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Grant;
import io.candelabra.model.Reach;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Verb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller's grant reaches in a site: which devices are seen, and which commands they may be given. The area that the caller is bound
 * to is the matter of {@link View}.
 */
final class Sight {
    private final Caller caller;
    private final Optional<Grant> grant;
    private final boolean looks;
    private final boolean whole;
    private final Set<DeviceId> hidden;
    /** The permissions of the grant and of its roles; empty where the grant is about all of the site. */
    private final List<Reach> reaches;

    private Sight(Caller caller, Optional<Grant> grant, List<Reach> reaches) {
        this.caller = caller;
        this.grant = grant;
        this.looks = Access.may(caller, grant, Verb.VIEW);
        this.hidden = grant.map(Grant::hiddenDevices).orElse(Set.of());
        this.reaches = reaches;
        this.whole =
                reaches.isEmpty() || reaches.stream().anyMatch(r -> r.views().contains(Reach.ALL));
    }

    static Sight of(Caller caller, SiteState state) {
        Optional<Grant> grant = caller.grant(state.site());
        return new Sight(
                caller,
                grant,
                grant.flatMap(Grant::reach).map(own -> all(own, state)).orElse(List.of()));
    }

    /** A role that is gone gives nothing. */
    private static List<Reach> all(Reach own, SiteState state) {
        List<Reach> all = new ArrayList<>();
        all.add(own);
        own.roles().forEach(name -> state.resource(Resource.Role.class, name).ifPresent(role -> all.add(role.reach())));
        return all;
    }

    /** The same grant after the site has changed. */
    Sight in(SiteState state) {
        return grant.flatMap(Grant::reach).filter(own -> !own.roles().isEmpty()).isPresent()
                ? Sight.of(caller, state)
                : this;
    }

    boolean may(Verb verb) {
        return Access.may(caller, grant, verb);
    }

    /** Whether every device is seen. */
    boolean everything() {
        return switch (caller.kind()) {
            case CORE -> true;
            // devices are none of an administrator's business
            case ADMINISTRATOR -> false;
            case PERSON, INTEGRATION -> looks && whole && hidden.isEmpty();
        };
    }

    /** Whether single devices are seen, and not all but some. */
    boolean picked() {
        return !whole;
    }

    boolean hides(DeviceId id) {
        return switch (caller.kind()) {
            case CORE -> false;
            case ADMINISTRATOR -> true;
            case PERSON, INTEGRATION -> !looks || hidden.contains(id) || !(whole || anySees(id));
        };
    }

    private boolean anySees(DeviceId id) {
        for (Reach reach : reaches) {
            if (reach.sees(id)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a device that is seen may be given a command. */
    boolean controls(DeviceId id, String command) {
        if (!may(Verb.CONTROL)) {
            return false;
        }
        return reaches.isEmpty() || reaches.stream().anyMatch(reach -> reach.controls(id, command));
    }

    /** Whether every command may be given to every device. */
    boolean controlsEverything() {
        return may(Verb.CONTROL)
                && (reaches.isEmpty()
                        || reaches.stream()
                                .anyMatch(reach -> reach.controls().contains(new Reach.Control(Reach.ALL, Reach.ALL))));
    }

    List<Reach> reaches() {
        return reaches;
    }

    /** The devices that a person hid from the caller. */
    Set<DeviceId> hidden() {
        return hidden;
    }

    /** Stands for what is kept from the caller: equal for callers of one kind who see the same. */
    Object keptBack() {
        Set<String> seen = new HashSet<>();
        if (!whole) {
            reaches.forEach(reach -> seen.addAll(reach.views()));
        }
        return new KeptBack(caller.kind(), caller.area(), looks, whole, hidden, seen);
    }

    private record KeptBack(
            Caller.Kind kind, String area, boolean looks, boolean whole, Set<DeviceId> hidden, Set<String> seen) {}
}
