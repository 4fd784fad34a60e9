package io.candelabra.dialect.lutron.leap.view;

import io.candelabra.model.Device;
import io.candelabra.model.DeviceType;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.trait.Trait;
import io.candelabra.model.trait.Traits;
import java.util.Optional;

/**
 * An output: a dimmed or switched load, a contact, a receptacle.
 *
 * @param states its states, or those that it is going to: of a fade the language tells the end
 */
public record Zone(int id, Device device, DeviceType type, Traits traits, ControlType control, States states) {

    public String href() {
        return "/zone/" + id;
    }

    /** The zone as the field told it last, without the commands that are under way. */
    public Zone stored() {
        return new Zone(id, device, type, traits, control, device.states());
    }

    /** 0 to 100; a contact is at 0 when it is closed, as Quantum counts. Empty where the field has not told. */
    public Optional<Double> level() {
        return switch (control) {
            case DIMMED, WHITE_TUNE, COLOR_TUNE ->
                on().filter(on -> !on).isPresent()
                        ? Optional.of(0.0)
                        : traits.find(Trait.Level.class).flatMap(t -> t.get(states));
            case SWITCHED, RECEPTACLE -> on().map(on -> on ? 100.0 : 0.0);
            case CCO ->
                traits.find(Trait.SwitchClosure.class)
                        .flatMap(t -> t.get(states))
                        .map(closed -> closed ? 0.0 : 100.0);
            case SHADE -> traits.find(Trait.CoverPosition.class).flatMap(t -> t.get(states));
        };
    }

    private Optional<Boolean> on() {
        return traits.find(Trait.OnOff.class).flatMap(t -> t.get(states));
    }

    /** White that can be tuned, in kelvin. */
    public Optional<Long> kelvin() {
        return control == ControlType.WHITE_TUNE
                ? traits.find(Trait.ColorTemperature.class)
                        .flatMap(t -> t.get(states))
                        .map(Math::round)
                : Optional.empty();
    }

    /** Its colour; empty where it has none. */
    public Optional<Trait.HueSaturation> colour() {
        return control == ControlType.COLOR_TUNE
                ? traits.find(Trait.Color.class).flatMap(t -> t.get(states))
                : Optional.empty();
    }

    /** The whites and colours that it can be tuned to. */
    public Tuning.Range tunable() {
        return control.tunes()
                ? new Tuning.Range(
                        whites(),
                        traits.find(Trait.Color.class)
                                .filter(t -> !t.command().isEmpty())
                                .isPresent())
                : Tuning.Range.NOTHING;
    }

    private Optional<Tuning.Whites> whites() {
        return traits.find(Trait.ColorTemperature.class)
                .filter(t -> !t.lens().command().isEmpty())
                .flatMap(t -> type.state(t.state()))
                .map(state -> new Tuning.Whites(
                        attribute("core:MinimumColorTemperature", state.min()),
                        attribute("core:MaximumColorTemperature", state.max())));
    }

    private long attribute(String name, double otherwise) {
        for (State attribute : device.attributes()) {
            if (attribute.name().equals(name)) {
                return Math.round(attribute.value().asNumber());
            }
        }
        return Math.round(otherwise);
    }

    /** Its highest power, in watts; 0 if unknown. */
    public long maxPowerWatt() {
        return Math.max(0, attribute("candelabra:Watts", 0));
    }

    /** Its power, in watts: as measured, else in proportion to the level; never more than the most. */
    public double powerWatt() {
        double most = maxPowerWatt();
        Optional<Double> measured = traits.find(Trait.Power.class).flatMap(t -> t.get(states));
        return Math.clamp(measured.orElseGet(() -> level().orElse(0.0) * most / 100), 0, most);
    }

    /** Whole numbers are told as such. */
    public static Object number(double value) {
        if (value == Math.rint(value)) {
            return (long) value;
        }
        return Math.round(value * 100) / 100.0;
    }
}
