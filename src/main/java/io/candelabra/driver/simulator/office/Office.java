package io.candelabra.driver.simulator.office;

import io.candelabra.driver.simulator.field.Actuators;
import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.driver.simulator.life.Agenda;
import io.candelabra.driver.simulator.life.FieldFaults;
import io.candelabra.driver.simulator.life.Habit;
import io.candelabra.driver.simulator.life.Outages;
import io.candelabra.driver.simulator.life.Sky;
import io.candelabra.model.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The life of an office building: people who are seen by sensors and press buttons, lights that are programmed to
 * follow sensors, daylight and the clock, and things that break. Only where the gateway's notes tell of rooms; a home
 * has none of it. Read {@link OfficeStaff} first, then {@link OfficeLights}.
 */
public final class Office implements Actuators.Ear {
    /** The rooms of the building, see {@link OfficeStaff}; all its gateways say the same. */
    static final String ROOMS = "rooms";

    private final Field field;
    private final OfficeLights lights;
    private final OfficeShades shades;
    private final Remotes remotes;
    private final ButtonPresses presses;
    private final OfficeClock clock;
    private final SwitchLegs legs;
    private final List<Habit> habits;
    private final Set<Simulated> begun = new HashSet<>();

    private Office(String rooms, Field field, Agenda agenda, Sky sky, Actuators actuators, long seed) {
        this.field = field;
        OfficeStaff staff = new OfficeStaff(rooms, sky, seed);
        this.lights = new OfficeLights(field, actuators);
        this.shades = new OfficeShades(sky, actuators);
        this.remotes = new Remotes(field, actuators, lights);
        this.presses = new ButtonPresses(agenda, sky, staff, lights, remotes, seed);
        this.clock = new OfficeClock(agenda, sky, lights);
        this.legs = new SwitchLegs(field, sky);
        field.followedBy(legs);
        this.habits =
                List.of(new OfficeSensors(field, staff, lights), new Photosensors(field, sky, lights), shades, legs);
    }

    /** Where {@link #isAt} holds. It hears what is told to the devices from now on. */
    public static Office of(Field field, Agenda agenda, Sky sky, Actuators actuators, long seed) {
        Office office = new Office(field.note(ROOMS), field, agenda, sky, actuators, seed);
        actuators.heardBy(office);
        return office;
    }

    /** Whether a gateway is one of an office. */
    public static boolean isAt(Field field) {
        return !field.note(ROOMS).isEmpty();
    }

    /** Whether a sensor was programmed for an office, so that it sees what its office makes it see. */
    public static boolean isProgrammed(Simulated device) {
        return OfficeSensors.isProgrammed(device) || Photosensors.isProgrammed(device);
    }

    /**
     * The faults of an office.
     *
     * @param outages devices that cannot be reached, as anywhere
     */
    public static FieldFaults faults(Field field, Agenda agenda, Sky sky, long seed, Outages outages) {
        return new OfficeFaults(field, agenda, sky, seed, outages);
    }

    public List<Habit> habits() {
        return habits;
    }

    /** Looks at the devices again: people find the new remotes, and new zones hear the clock. */
    public void look() {
        begun.retainAll(Set.copyOf(field.all()));
        legs.look();
        for (Simulated device : field.all()) {
            if (begun.add(device)) {
                if (Remotes.isProgrammed(device)) {
                    presses.begin(device, field.nowMs());
                }
                if (!device.note(OfficeClock.CLOCK).isEmpty()) {
                    clock.begin(device, field.nowMs());
                }
            }
        }
    }

    @Override
    public boolean takes(Simulated device, Step step) {
        if (Remotes.isProgrammed(device)) {
            return remotes.commanded(device, step);
        }
        if (!device.note(OfficeShades.FACING).isEmpty()) {
            shades.commanded(device, field.nowMs());
        } else if (device.type().kind().equals("ACTUATOR")) {
            lights.commanded(device, step);
        }
        return false;
    }
}
