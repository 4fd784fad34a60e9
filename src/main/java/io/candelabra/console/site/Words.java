package io.candelabra.console.site;

import io.candelabra.console.site.Documents.DeviceCard;
import io.candelabra.console.site.Documents.DevicePatch;
import io.candelabra.console.site.Documents.GatewayRow;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Gateway;
import io.candelabra.model.Position;
import io.candelabra.model.Value;
import io.candelabra.model.trait.Traits;
import io.candelabra.wire.json.KeptJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Devices in the console's words: the traits of the core, by name. */
public final class Words {
    private static final String STOP = "stop";

    private final Sites sites;
    private final DriverKinds kinds;

    public Words(Sites sites, DriverKinds kinds) {
        this.sites = sites;
        this.kinds = kinds;
    }

    DeviceType type(View view, Device device) {
        return sites.typeOf(view, device);
    }

    Traits traits(DeviceType type) {
        return sites.traits(type);
    }

    boolean settable(View view, Device device, String trait) {
        return TraitWords.settable(traits(type(view, device))).contains(trait);
    }

    static boolean stops(DeviceType type) {
        return type.command(STOP).filter(command -> command.required() == 0).isPresent();
    }

    DeviceCard card(View view, Device device) {
        DeviceType type = type(view, device);
        Traits traits = traits(type);
        Optional<Position> at = Position.of(device);
        return new DeviceCard(
                device.id().value(),
                device.label(),
                device.area(),
                type.uiClass(),
                device.available(),
                isSimulated(view, device),
                TraitWords.values(traits, device.states()),
                TraitWords.settable(traits),
                stops(type),
                at.map(Position::latitude).orElse(null),
                at.map(Position::longitude).orElse(null));
    }

    DevicePatch patch(View view, Device device) {
        return new DevicePatch(
                device.id().value(),
                device.available(),
                TraitWords.values(traits(type(view, device)), device.states()));
    }

    Optional<DevicePatch> patch(View view, DeviceId id) {
        return view.device(id).map(device -> patch(view, device));
    }

    GatewayRow gateway(Gateway gateway) {
        return new GatewayRow(
                gateway.id().value(), gateway.label(), gateway.driver(), gateway.alive(), isSimulated(gateway));
    }

    /** Whether there is no real thing behind the device's gateway. */
    boolean isSimulated(View view, Device device) {
        return view.gatewayOf(device).filter(this::isSimulated).isPresent();
    }

    private boolean isSimulated(Gateway gateway) {
        return kinds.find(gateway.driver()).filter(DriverKind::simulated).isPresent();
    }

    /** As JSON has it. */
    static @Nullable Object plain(Value value) {
        return switch (value) {
            case Value.Nothing ignored -> null;
            case Value.Text text -> text.text();
            case Value.Whole whole -> whole.number();
            case Value.Real real -> Double.isFinite(real.number()) ? (Object) real.number() : null;
            case Value.Flag flag -> flag.on();
            case Value.Tree tree -> KeptJson.raw(tree.json());
        };
    }
}
