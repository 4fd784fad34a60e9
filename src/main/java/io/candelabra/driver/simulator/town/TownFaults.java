package io.candelabra.driver.simulator.town;

import io.candelabra.driver.api.Report;
import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.driver.simulator.life.Agenda;
import io.candelabra.driver.simulator.life.FieldFaults;
import io.candelabra.model.Alert;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The faults of street lamps and their gateway: parts that fail until they are replaced, lamps and gateways that are
 * out of reach for a while, cables that are cut, masts that are hit. For all lamps of a gateway there is one next time
 * of each kind, so a thousand lamps that are well cost nothing.
 */
final class TownFaults implements FieldFaults {
    /** Lamps that hang on one cable: neighbours. */
    static final int FEEDER_LAMPS = 50;

    /** Why a lamp cannot be reached; there may be several reasons at a time. */
    private enum Cause {
        GATEWAY,
        CABLE,
        RADIO,
        MESH
    }

    private static final String NOT_RESPONDING = "LCM_NOT_RESPONDING";

    private final Field field;
    private final Agenda agenda;
    private final RandomGenerator chance;
    private final double pace;
    private final @Nullable StreetLampModel lamps;
    private final Map<Simulated, EnumSet<Cause>> away = new HashMap<>();
    private List<Simulated> masts = List.of();

    /** @param lamps absent where the lamps do not live; then only who is in reach changes */
    TownFaults(Field field, Agenda agenda, RandomGenerator chance, double pace, @Nullable StreetLampModel lamps) {
        this.field = field;
        this.agenda = agenda;
        this.chance = chance;
        this.pace = pace;
        this.lamps = lamps;
        look();
    }

    @Override
    public void look() {
        masts = field.all().stream().filter(Town::isLamp).toList();
        away.keySet().retainAll(Set.copyOf(masts));
    }

    @Override
    public void begin() {
        for (Simulated lamp : masts) {
            if (lamp.away() && !field.gatewayAlive()) {
                causes(lamp).add(Cause.GATEWAY);
            } else if (lamp.away()) {
                causes(lamp).add(Cause.MESH);
                later(pause(FailureRates.DAY_MS / 2), () -> find(lamp, Cause.MESH));
            }
            if (LampPower.broken(lamp.states().text(LampLight.ERRORS))) {
                later(repair(), () -> mend(lamp));
            }
        }
        if (!field.gatewayAlive()) {
            later(FailureRates.HOUR_MS + pause(FailureRates.DAY_MS / 2), this::gatewayBack);
        }
        oftenAsLamps(1 / FailureRates.LAMP_UP_MS, this::losesTouch);
        double parts = FailureRates.BALLAST + FailureRates.LAMP + FailureRates.DIMMING + FailureRates.RADIO;
        oftenAsLamps(FailureRates.YOUNG_TIMES * parts / FailureRates.YEAR_MS, this::breaks);
        oftenAsLamps(FailureRates.COLLISION / FailureRates.YEAR_MS, this::isHit);
        oftenAsLamps(FailureRates.FEEDER / FEEDER_LAMPS / FailureRates.YEAR_MS, this::cableCut);
        agenda.add(field.nowMs() + pause(FailureRates.GATEWAY_UP_MS / pace), now -> {
            gatewayGoes();
            return now + pause(FailureRates.GATEWAY_UP_MS / pace);
        });
    }

    /** Something that happens to one lamp or another, each as often; the lamp is drawn. */
    private void oftenAsLamps(double perMs, BiConsumer<Integer, Simulated> event) {
        if (masts.isEmpty()) {
            return;
        }
        agenda.add(field.nowMs() + pause(1 / (perMs * pace * masts.size())), now -> {
            if (masts.isEmpty()) {
                return Long.MAX_VALUE;
            }
            int which = chance.nextInt(masts.size());
            event.accept(which, masts.get(which));
            return now + pause(1 / (perMs * pace * masts.size()));
        });
    }

    // ---- out of reach ----

    private void losesTouch(int which, Simulated lamp) {
        // behind a gateway that is silent nobody can tell
        if (field.gatewayAlive() && lose(lamp, Cause.MESH)) {
            later(spread(FailureRates.LAMP_DOWN_MS, FailureRates.LAMP_DOWN_SPREAD), () -> find(lamp, Cause.MESH));
        }
    }

    private void gatewayGoes() {
        if (!field.gatewayAlive()) {
            return;
        }
        double dead = FailureRates.GATEWAY * FailureRates.GATEWAY_UP_MS / FailureRates.YEAR_MS;
        double length = chance.nextDouble() < dead
                ? repair()
                : spread(FailureRates.GATEWAY_DOWN_MS, FailureRates.GATEWAY_DOWN_SPREAD);
        masts.forEach(lamp -> lose(lamp, Cause.GATEWAY));
        field.gatewayAlive(false);
        gatewayAlert(true);
        later(length, this::gatewayBack);
    }

    private void gatewayBack() {
        field.gatewayAlive(true);
        gatewayAlert(false);
        masts.forEach(lamp -> find(lamp, Cause.GATEWAY));
    }

    private void gatewayAlert(boolean raised) {
        Alert alert =
                new Alert(field.gateway(), "GATEWAY_NOT_RESPONDING", "the gateway does not answer", field.nowMs());
        field.report(new Report.AlertSeen(alert, raised));
    }

    private void cableCut(int which, Simulated first) {
        int from = which / FEEDER_LAMPS * FEEDER_LAMPS;
        List<Simulated> feeder = List.copyOf(masts.subList(from, Math.min(masts.size(), from + FEEDER_LAMPS)));
        List<Simulated> cut = feeder.stream()
                .filter(lamp -> !causes(lamp).contains(Cause.CABLE))
                .toList();
        for (Simulated lamp : cut) {
            lose(lamp, Cause.CABLE);
            power(lamp, false);
        }
        later(
                spread(FailureRates.CABLE_REPAIR_MS, FailureRates.CABLE_REPAIR_SPREAD),
                () -> cut.forEach(lamp -> {
                    power(lamp, true);
                    find(lamp, Cause.CABLE);
                }));
    }

    private void power(Simulated lamp, boolean current) {
        if (lamps != null) {
            lamps.powered(lamp, current);
        }
    }

    private EnumSet<Cause> causes(Simulated lamp) {
        return away.computeIfAbsent(lamp, ignored -> EnumSet.noneOf(Cause.class));
    }

    /** Causes of its own, for which somebody has to look after the lamp and not after the gateway. */
    private static long own(EnumSet<Cause> causes) {
        return causes.stream().filter(cause -> cause != Cause.GATEWAY).count();
    }

    /** False where it was lost for this cause already. */
    private boolean lose(Simulated lamp, Cause cause) {
        EnumSet<Cause> causes = causes(lamp);
        long own = own(causes);
        if (!causes.add(cause)) {
            return false;
        }
        field.away(lamp, true);
        if (own == 0 && own(causes) > 0) {
            alert(lamp, NOT_RESPONDING, "the lamp does not answer", true);
        }
        return true;
    }

    private void find(Simulated lamp, Cause cause) {
        EnumSet<Cause> causes = causes(lamp);
        long own = own(causes);
        boolean news = causes.remove(cause);
        if (causes.isEmpty()) {
            away.remove(lamp);
        }
        if (!news || !masts.contains(lamp)) {
            return;
        }
        if (own > 0 && own(causes) == 0) {
            alert(lamp, NOT_RESPONDING, "the lamp does not answer", false);
        }
        if (causes.isEmpty()) {
            field.away(lamp, false);
        }
    }

    // ---- broken ----

    private void breaks(int which, Simulated lamp) {
        double hours = lamp.states().number("candelabra:RunningHoursState");
        boolean young = hours < FailureRates.YOUNG_HOURS;
        if (!young && chance.nextDouble() * FailureRates.YOUNG_TIMES >= 1) {
            return;
        }
        double parts = FailureRates.BALLAST + FailureRates.LAMP + FailureRates.DIMMING + FailureRates.RADIO;
        double part = chance.nextDouble() * parts;
        if (part < FailureRates.RADIO) {
            if (lose(lamp, Cause.RADIO)) {
                later(repair(), () -> find(lamp, Cause.RADIO));
            }
            return;
        }
        part -= FailureRates.RADIO;
        String kind = part < FailureRates.LAMP
                ? "LAMP"
                : part < FailureRates.LAMP + FailureRates.DIMMING ? "DIMMING" : "BALLAST";
        if (field.heard(lamp) && !LampPower.broken(lamp.states().text(LampLight.ERRORS))) {
            errors(lamp, "[\"" + kind + "\"]");
            alert(lamp, kind, "", true);
            later(repair(), () -> mend(lamp));
        }
    }

    /** Somebody came and replaced what was broken; a lamp that is out of reach just then is seen to another time. */
    private void mend(Simulated lamp) {
        if (!masts.contains(lamp)) {
            return;
        }
        if (!field.heard(lamp)) {
            later(FailureRates.DAY_MS, () -> mend(lamp));
            return;
        }
        String told = lamp.states().text(LampLight.ERRORS);
        errors(lamp, "[]");
        for (String kind : List.of("BALLAST", "LAMP", "DIMMING")) {
            if (told.contains("\"" + kind + "\"")) {
                alert(lamp, kind, "", false);
            }
        }
    }

    private void errors(Simulated lamp, String errors) {
        Field.state(lamp, LampLight.ERRORS, new Value.Tree(errors))
                .ifPresent(state -> field.change(lamp, List.of(state)));
    }

    /** The mast leans for good, until it is set up again. */
    private void isHit(int which, Simulated lamp) {
        tilt(lamp, 5.5 + 54 * chance.nextDouble());
        later(repair(), () -> tilt(lamp, 0));
    }

    private void tilt(Simulated lamp, double degrees) {
        List<State> leaning = new ArrayList<>();
        Field.state(lamp, StreetLampModel.TILT, Value.of(Math.rint(degrees * 10) / 10))
                .ifPresent(leaning::add);
        field.change(lamp, leaning);
    }

    private void alert(Simulated lamp, String kind, String sentence, boolean raised) {
        field.report(new Report.AlertSeen(new Alert(lamp.id(), kind, sentence, field.nowMs()), raised));
    }

    // ---- chance ----

    private void later(double ms, Runnable what) {
        agenda.add(field.nowMs() + (long) ms, now -> {
            what.run();
            return Long.MAX_VALUE;
        });
    }

    /** A pause of this length on average, as things have that happen by chance. */
    private long pause(double meanMs) {
        return (long) (-Math.log(1 - chance.nextDouble()) * meanMs);
    }

    /** Half of them are shorter than the median, some much longer. */
    private double spread(double medianMs, double sigma) {
        return medianMs * Math.exp(sigma * chance.nextGaussian());
    }

    private double repair() {
        return spread(FailureRates.REPAIR_MS, FailureRates.REPAIR_SPREAD);
    }
}
