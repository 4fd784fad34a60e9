package io.candelabra.demo;

import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One drawn street lamp: its parts and its past. */
record DrawnLamp(String name, States states, List<State> attributes, Luminaire luminaire, Optional<String> fault) {
    private static final List<String> FAULTS = List.of("LAMP", "BALLAST", "DIMMING");
    private static final double LIT_HOURS_PER_YEAR = 4_100;

    /** @param index its number in the town, @param street the street's number in its quarter */
    static DrawnLamp draw(int index, int street, Spot spot, boolean faulty, long nowMs, Random chance) {
        Luminaire luminaire = Luminaire.any(chance);
        double hours = round(chance.nextDouble() * 8 * LIT_HOURS_PER_YEAR, 10);
        double tilted = chance.nextInt(300) == 0 ? 12 + chance.nextInt(40) : Math.abs(chance.nextGaussian()) * 0.3;
        Optional<String> fault = faulty ? Optional.of(FAULTS.get(chance.nextInt(FAULTS.size()))) : Optional.empty();
        String pole = String.format(Locale.ROOT, "%05d", index + 1);
        String name = "Pole " + pole;
        List<State> states = new ArrayList<>();
        for (int channel = 1; channel <= 4; channel++) {
            states.add(State.of("candelabra:Level" + channel + "State", 100L));
        }
        states.add(State.of("core:LightIntensityState", 100L));
        states.add(State.of("core:OnOffState", "on"));
        states.add(State.of("candelabra:LightingModeState", "DIMSCHEME"));
        states.add(State.of("candelabra:SchemeLevelState", 100L));
        states.add(State.of("candelabra:DimmingSchemeState", DimmingPlans.nameFor(street)));
        states.add(State.of("candelabra:DimmingPlanState", DimmingPlans.planFor(street)));
        states.add(State.of("candelabra:GroupState", ""));
        states.add(tree("candelabra:MaxLevelsState", "[100,100,100,100]"));
        states.add(tree("candelabra:OverrideLevelsState", "[]"));
        states.add(State.of("candelabra:OverrideMinutesState", 0L));
        states.add(tree(
                "candelabra:ErrorTypesState", fault.map(f -> "[\"" + f + "\"]").orElse("[]")));
        states.add(State.of("candelabra:PoleNumberState", pole));
        states.add(State.of("candelabra:RadioStrengthState", spot.decibels(chance.nextInt(50) / 50.0)));
        states.add(State.of("candelabra:RunningHoursState", hours));
        states.add(State.of("candelabra:TiltAngleState", round(tilted, 10)));
        // About two thirds of full power on average, over all the hours.
        states.add(
                State.of("core:ElectricEnergyConsumptionState", (double) Math.round(hours * luminaire.watts() * 0.66)));
        boolean dark = fault.filter(f -> !f.equals("DIMMING")).isPresent();
        states.add(State.of("core:ElectricPowerConsumptionState", dark ? 1.2 : luminaire.watts() + 1.2));
        states.add(State.of("core:LuminanceState", round(3 + chance.nextDouble() * 12, 10)));
        states.add(State.of("core:NameState", name));
        states.add(State.of("core:TemperatureState", round(12 + luminaire.watts() * 0.3 + chance.nextGaussian(), 10)));
        states.add(new State("candelabra:SeenAtState", State.Kind.DATE, Value.of(nowMs)));
        List<State> attributes = new ArrayList<>(List.of(
                State.of("candelabra:Latitude", spot.pole()[0]),
                State.of("candelabra:Longitude", spot.pole()[1]),
                State.of("candelabra:MeshHops", spot.hops()),
                State.of("candelabra:Watts", (long) luminaire.watts()),
                State.of("core:Manufacturer", "Candelabra"),
                State.of("core:ModelName", luminaire.model()),
                State.of("core:FirmwareRevision", chance.nextInt(5) == 0 ? "3.4.9" : "3.4.10")));
        attributes.addAll(DimmingPlans.eyesFor(street));
        return new DrawnLamp(name, new States(states), attributes, luminaire, fault);
    }

    /** Nine lamps in ten have a sheet in the asset department. */
    Map<String, String> details(String produced, Random chance) {
        String sheet = luminaire.detailsJson(produced, chance);
        return chance.nextInt(10) == 0 ? Map.of() : Map.of("sustainder", sheet);
    }

    /** Its fixed facts. @param details its sheet; what the sheet says of constant light, the lamp does */
    List<State> attributes(Map<String, String> details) {
        List<State> all = new ArrayList<>(attributes);
        if (details.getOrDefault("sustainder", "").contains("\"clo\":true")) {
            all.add(State.of("candelabra:ConstantLightOutput", true));
        }
        return all;
    }

    private static State tree(String name, String json) {
        return new State(name, State.Kind.JSON_ARRAY, new Value.Tree(json));
    }

    private static double round(double value, int parts) {
        return Math.rint(value * parts) / parts;
    }
}
