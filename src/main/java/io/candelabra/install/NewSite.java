package io.candelabra.install;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Sites;
import io.candelabra.intake.ImportedHome;
import io.candelabra.model.Cause;
import io.candelabra.model.Label;
import io.candelabra.model.Resource.Profile;
import io.candelabra.model.SiteId;
import io.candelabra.wire.json.Json;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A site that begins empty. Its gateways are added while the server runs, and they find its devices.
 *
 * @param name its id: it stands in the settings file and in orders
 * @param label what people call it
 * @param timezone IANA zone
 * @param latitude degrees, -90 to 90; 0 where unknown, with the longitude
 * @param longitude degrees, -180 to 180
 */
public record NewSite(String name, String label, String timezone, double latitude, double longitude) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    /** Names that people would take for something else. */
    private static final Pattern TAKEN = Pattern.compile(Accounts.SYSTEM.value() + "|home-[0-9a-f]{16}");

    /**
     * Lays the site, and shows it to its owner. What an interrupted order left half done is done by the next one.
     *
     * @param owner account that is to have all rights
     * @param fresh a random id, for the setup of the Overkiz faces
     * @return the setup's id
     * @throws Refused where the site cannot be, or is there
     */
    public String found(Sites sites, Accounts accounts, String owner, UUID fresh, Cause cause) {
        check();
        if (accounts.account(owner).isEmpty()) {
            throw Refused.noSuch("account", owner);
        }
        SiteId site = new SiteId(name);
        if (accounts.binding(Owning.DIALECT + " " + site).isPresent()) {
            throw conflict();
        }
        String setup = fresh.toString();
        Optional<Profile> there = sites.view(Caller.CORE, site).resource(Profile.class, "site");
        if (there.isEmpty()) {
            Map<String, String> vendor = Map.of(ImportedHome.REST, Json.text(Map.of("oid", setup)));
            Profile profile = new Profile(label, latitude, longitude, timezone, vendor);
            sites.submit(Caller.CORE, site, new Command.Put(profile), cause);
        } else {
            setup = begun(there.get()).orElseThrow(this::conflict);
        }
        Owning.show(accounts, site, setup, owner);
        return setup;
    }

    /** The setup's id of a site that an order just like this one began; empty where it is another site. */
    private Optional<String> begun(Profile there) {
        boolean same = there.name().equals(label)
                && there.timezone().equals(timezone)
                && there.latitude() == latitude
                && there.longitude() == longitude
                && there.vendor().keySet().equals(Set.of(ImportedHome.REST));
        return same ? Optional.of(ImportedHome.setupOid(there)) : Optional.empty();
    }

    private Refused conflict() {
        return new Refused(new Refused.Conflict("there is a site " + name + " already"));
    }

    private void check() {
        if (!NAME.matcher(name).matches() || TAKEN.matcher(name).matches()) {
            throw Refused.invalid(
                    "name",
                    "has up to 40 small letters, digits and dashes, and is neither system nor that of an import");
        }
        Label.fault(label).ifPresent(fault -> {
            throw Refused.invalid("label", "a label " + fault);
        });
        try {
            ZoneId.of(timezone);
        } catch (DateTimeException unknown) {
            throw Refused.invalid("timezone", "is the name of a zone such as Europe/Amsterdam");
        }
        if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
            throw Refused.invalid("position", "is a latitude from -90 to 90 and a longitude from -180 to 180");
        }
    }
}
