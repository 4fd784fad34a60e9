package io.candelabra.model;

import io.candelabra.model.Resource.Verb;
import java.util.Optional;
import java.util.Set;

/**
 * The rights of an account in one site.
 *
 * @param verbs its rights
 * @param hiddenDevices devices that it neither sees nor moves, whatever else it is given
 * @param reach the things that the rights are about; empty for all of the site
 * @param period when it holds; empty for always. Outside of it the grant is none
 */
public record Grant(
        SiteId site, Set<Verb> verbs, Set<DeviceId> hiddenDevices, Optional<Reach> reach, Optional<Period> period) {
    public Grant {
        verbs = Set.copyOf(verbs);
        hiddenDevices = Set.copyOf(hiddenDevices);
    }

    /** For all of the site but some devices, and always. */
    public Grant(SiteId site, Set<Verb> verbs, Set<DeviceId> hiddenDevices) {
        this(site, verbs, hiddenDevices, Optional.empty(), Optional.empty());
    }

    public Grant withReach(Reach other) {
        return new Grant(site, verbs, hiddenDevices, Optional.of(other), period);
    }

    public Grant withHidden(Set<DeviceId> other) {
        return new Grant(site, verbs, other, reach, period);
    }

    public Grant withPeriod(Optional<Period> other) {
        return new Grant(site, verbs, hiddenDevices, reach, other);
    }

    /** Whether it gives the right to administer the site for good. */
    public boolean administers() {
        return verbs.contains(Verb.ADMINISTER) && period.isEmpty();
    }

    /** Whether it holds at a moment, in ms since 1970. */
    public boolean holds(long nowMs) {
        return period.isEmpty() || period.get().contains(nowMs);
    }
}
