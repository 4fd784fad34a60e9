package io.candelabra.driver.knx;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The part that a group address plays in its device. The order is that in which one of them gives the device its address. */
enum KnxRole {
    SWITCH(Family.LIGHT, "SwitchOnOff", 1),
    LEVEL(Family.LIGHT, "DimmingValue", 5),
    DIM(Family.LIGHT, "DimmingControl", 3),
    RGB(Family.LIGHT, "", 232),
    RGBW(Family.LIGHT, "", 251),
    COLOR_TEMPERATURE(Family.LIGHT, "", 7),
    UP_DOWN(Family.COVER, "MoveUpDown", 1),
    POSITION(Family.COVER, "AbsolutePositionBlindsPercentage", 5),
    SLAT(Family.COVER, "AbsolutePositionSlatPercentage", 5),
    STOP(Family.COVER, "StopStepUpDown", 1),
    SET_POINT(Family.CLIMATE, "TempRoomSetpoint", 9, 14),
    MODE(Family.CLIMATE, "HVACMode", 20),
    SCENE(Family.SCENE, "SceneControl", 17, 18),
    SWITCH_STATUS(Family.LIGHT, "InfoOnOff", 1),
    LEVEL_STATUS(Family.LIGHT, "InfoDimmingValue", 5),
    RGB_STATUS(Family.LIGHT, "", 232),
    RGBW_STATUS(Family.LIGHT, "", 251),
    COLOR_TEMPERATURE_STATUS(Family.LIGHT, "", 7),
    POSITION_STATUS(Family.COVER, "CurrentAbsolutePositionBlindsPercentage", 5),
    SLAT_STATUS(Family.COVER, "CurrentAbsolutePositionSlatPercentage", 5),
    SET_POINT_STATUS(Family.CLIMATE, "InfoTempRoomSetpoint", 9, 14),
    MODE_STATUS(Family.CLIMATE, "InfoHVACMode", 20),
    TEMPERATURE(Family.CLIMATE, "TempRoom", 9, 14),
    HUMIDITY(Family.SENSOR, "", 9, 14, 5),
    ILLUMINANCE(Family.SENSOR, "Illuminance", 9, 14, 7),
    WIND(Family.SENSOR, "WindSpeed", 9, 14),
    CO2(Family.SENSOR, "", 9, 14, 7),
    POWER(Family.METER, "", 9, 14, 13, 12),
    ENERGY(Family.METER, "MeterReading", 13, 12, 14, 29),
    CURRENT(Family.METER, "", 7, 9, 14),
    VOLTAGE(Family.METER, "", 9, 14),
    PRESENCE(Family.SENSOR, "Presence", 1),
    CONTACT(Family.SENSOR, "WindowStatus", 1),
    SMOKE(Family.SENSOR, "", 1),
    WATER_LEAK(Family.SENSOR, "", 1),
    RAIN(Family.SENSOR, "RainAlarm", 1),
    /** Anything else: it is shown with its value. */
    VALUE(Family.OTHER, "");

    /** Roles of one family may stand for one device without anybody saying so. */
    enum Family {
        LIGHT,
        COVER,
        CLIMATE,
        SCENE,
        SENSOR,
        METER,
        OTHER
    }

    private static final Map<String, KnxRole> BY_WORD =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(KnxRole::word, Function.identity()));
    private static final Map<String, KnxRole> BY_ETS = Stream.of(values())
            .filter(role -> !role.ets.isEmpty())
            .collect(Collectors.toUnmodifiableMap(role -> role.ets, Function.identity()));
    private static final Map<String, KnxRole> ALSO = Map.of(
            "RelativeSetvalueControl", DIM,
            "AbsoluteSetvalueControl", LEVEL,
            "ActualDimmingValue", LEVEL_STATUS);

    /** The modes that have words here: of a room, and of a controller. */
    private static final Set<Integer> MODES = Set.of(0, 102, 105);

    private static final Map<Integer, Integer> USUAL_SUBS =
            Map.of(1, 1, 3, 7, 5, 1, 7, 600, 20, 102, 232, 600, 251, 600);

    private final Family family;
    private final String ets;
    private final Set<Integer> mains;

    KnxRole(Family family, String ets, Integer... mains) {
        this.family = family;
        this.ets = ets;
        this.mains = Set.of(mains);
    }

    Family family() {
        return family;
    }

    /** As a table names it, such as {@code up-down}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** By the word of a table, or as the planning tool names it. */
    static Optional<KnxRole> named(String word) {
        @Nullable KnxRole role = BY_WORD.get(word.toLowerCase(Locale.ROOT));
        @Nullable KnxRole ofEts = role == null ? BY_ETS.get(word) : role;
        return Optional.ofNullable(ofEts == null ? ALSO.get(word) : ofEts);
    }

    /** Whether an address with this datapoint type can play it; one of which nobody says the type cannot. */
    boolean fits(KnxDatapoint datapoint) {
        boolean mode = this != MODE && this != MODE_STATUS || MODES.contains(datapoint.sub());
        return mains.isEmpty() || mains.contains(datapoint.main()) && mode;
    }

    /** The role that tells what came of this one, where there is such a role. */
    Optional<KnxRole> status() {
        return Optional.ofNullable(BY_WORD.get(word() + "-status"));
    }

    /** The datapoint type of the role where there is one kind alone. */
    Optional<KnxDatapoint> usual() {
        return mains.size() == 1
                ? mains.stream()
                        .map(main -> new KnxDatapoint(main, USUAL_SUBS.getOrDefault(main, 0)))
                        .findFirst()
                : Optional.empty();
    }

    boolean isStatus() {
        return name().endsWith("_STATUS");
    }

    /** The main numbers of the datapoint types that can play it, for people. */
    String mains() {
        return mains.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
