package io.candelabra.driver.leap;

import java.util.Optional;

/** The kinds of loads that a zone can have, as the bridge names them, and the types of the catalogue that stand for them. */
enum BridgeControl {
    DIMMED("DimmedZone"),
    SWITCHED("SwitchedZone"),
    RECEPTACLE("ReceptacleZone"),
    CCO("ContactClosureZone"),
    WHITE_TUNE("TunableWhiteZone"),
    COLOR_TUNE("ColorZone"),
    SHADE("ShadeGroup");

    private final String type;

    BridgeControl(String type) {
        this.type = type;
    }

    /** The name of the type of its devices. */
    String type() {
        return "candelabra:" + type;
    }

    /** Whether it fades. */
    boolean dims() {
        return this == DIMMED || this == WHITE_TUNE || this == COLOR_TUNE;
    }

    /** Whether it can be raised, lowered and stopped. */
    boolean moves() {
        return dims() || this == SHADE;
    }

    /** @return empty for a kind that is not known here, such as a fan */
    static Optional<BridgeControl> of(String word) {
        return Optional.ofNullable(
                switch (word) {
                    case "Dimmed", "WarmDim" -> DIMMED;
                    case "Switched" -> SWITCHED;
                    case "Receptacle" -> RECEPTACLE;
                    case "CCO" -> CCO;
                    case "WhiteTune" -> WHITE_TUNE;
                    case "ColorTune", "SpectrumTune" -> COLOR_TUNE;
                    case "Shade", "ShadeWithTilt", "ShadeWithTiltWhenClosed" -> SHADE;
                    default -> null;
                });
    }

    /** By the word for a device, where the bridge tells nothing of its zones but where they are. */
    static Optional<BridgeControl> ofDevice(String word) {
        if (word.contains("Dimmer") || word.contains("0-10V")) {
            return Optional.of(DIMMED);
        }
        if (word.contains("Switch")) {
            return Optional.of(SWITCHED);
        }
        if (word.contains("Shade") || word.contains("Blind") || word.contains("Drape")) {
            return Optional.of(SHADE);
        }
        return word.contains("CCO") ? Optional.of(CCO) : Optional.empty();
    }
}
