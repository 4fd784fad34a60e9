package io.candelabra.dialect.lutron.leap.view;

import io.candelabra.model.DeviceType;
import io.candelabra.model.trait.Trait;
import io.candelabra.model.trait.Traits;
import java.util.Optional;

/** The kind of load behind a zone. Found from what the device's type can be set to, so that any device may be shown. */
public enum ControlType {
    DIMMED("Dimmed", true, "OtherAmbient"),
    SWITCHED("Switched", true, "OtherAmbient"),
    CCO("CCO", false, "ContactClosureOutput"),
    RECEPTACLE("Receptacle", false, "Receptacle"),
    WHITE_TUNE("WhiteTune", true, "OtherAmbient"),
    COLOR_TUNE("ColorTune", true, "OtherAmbient"),
    SHADE("Shade", false, "Shade");

    private final String word;
    private final boolean light;
    private final String category;

    ControlType(String word, boolean light, String category) {
        this.word = word;
        this.light = light;
        this.category = category;
    }

    /** As it stands in messages. */
    public String word() {
        return word;
    }

    /** Whether zones of the type count for the lighting level of their area. */
    public boolean isLight() {
        return light;
    }

    public String category() {
        return category;
    }

    /** Whether it takes levels between off and full, and fades. */
    public boolean dims() {
        return this == DIMMED || this == WHITE_TUNE || this == COLOR_TUNE;
    }

    /** Whether its white or its colour can be set. */
    public boolean tunes() {
        return this == WHITE_TUNE || this == COLOR_TUNE;
    }

    /** Empty for devices that nothing can be done with in this language, such as sensors. */
    public static Optional<ControlType> of(DeviceType type, Traits traits) {
        if (!type.kind().equals("ACTUATOR")) {
            return Optional.empty();
        }
        if (settable(traits, Trait.Level.class)) {
            return Optional.of(
                    traits.has(Trait.Color.class)
                            ? COLOR_TUNE
                            : settable(traits, Trait.ColorTemperature.class) ? WHITE_TUNE : DIMMED);
        }
        if (traits.has(Trait.SwitchClosure.class)) {
            return Optional.of(CCO);
        }
        if (settable(traits, Trait.CoverPosition.class)) {
            return Optional.of(SHADE);
        }
        if (traits.find(Trait.OnOff.class).filter(Traits::settable).isPresent()) {
            return Optional.of(type.uiProfiles().contains("StatefulSwitchablePlug") ? RECEPTACLE : SWITCHED);
        }
        return Optional.empty();
    }

    private static boolean settable(Traits traits, Class<? extends Trait.Measure> kind) {
        return traits.find(kind).filter(t -> !t.lens().command().isEmpty()).isPresent();
    }
}
