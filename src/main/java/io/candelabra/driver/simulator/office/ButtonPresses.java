package io.candelabra.driver.simulator.office;

import io.candelabra.driver.simulator.field.Noise;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.driver.simulator.life.Agenda;
import io.candelabra.driver.simulator.life.Sky;
import io.candelabra.driver.simulator.office.OfficeStaff.Stay;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * People at the remotes. Somebody who comes into a dark room whose lights do not go on by themselves presses On, the
 * last one to leave may press Off, and now and then somebody likes it darker. The people of the day decide which button
 * is pressed when.
 */
final class ButtonPresses {
    private static final long FINDS_THE_WALL_MS = 8_000;
    private static final long SLACK_MS = 5 * 60_000;
    private static final double PRESSES_OFF = 0.6;
    private static final double CHANGES_LIGHT = 0.04;

    private final Agenda agenda;
    private final Sky sky;
    private final OfficeStaff staff;
    private final OfficeLights lights;
    private final Remotes remotes;
    private final long seed;

    ButtonPresses(Agenda agenda, Sky sky, OfficeStaff staff, OfficeLights lights, Remotes remotes, long seed) {
        this.agenda = agenda;
        this.sky = sky;
        this.staff = staff;
        this.lights = lights;
        this.remotes = remotes;
        this.seed = seed;
    }

    /** Something that is done to a remote at a moment. */
    private record Act(long atMs, Runnable what) {}

    /** From now on people use this remote. */
    void begin(Simulated remote, long nowMs) {
        long[] doneMs = {nowMs};
        agenda.add(nowMs, now -> {
            for (Act act : acts(remote, sky.local(now).toLocalDate())) {
                if (act.atMs() > now) {
                    return act.atMs();
                }
                if (act.atMs() > doneMs[0]) {
                    doneMs[0] = act.atMs();
                    act.what().run();
                }
            }
            return sky.local(now)
                    .toLocalDate()
                    .plusDays(1)
                    .atStartOfDay(sky.zone())
                    .toInstant()
                    .toEpochMilli();
        });
    }

    private List<Act> acts(Simulated remote, LocalDate day) {
        List<Act> acts = new ArrayList<>();
        long untilMs = 0;
        List<Stay> stays = staff.stays(remote.area(), day);
        for (int i = 0; i < stays.size(); i++) {
            Stay stay = stays.get(i);
            if (stay.fromMs() > untilMs + SLACK_MS) {
                acts.add(new Act(stay.fromMs() + FINDS_THE_WALL_MS, () -> comesIn(remote)));
            }
            double mood = Noise.point(seed ^ stay.who(), stay.fromMs());
            if (mood < CHANGES_LIGHT && stay.toMs() - stay.fromMs() > 2 * SLACK_MS) {
                long at = stay.fromMs() + SLACK_MS + (long) (mood / CHANGES_LIGHT * SLACK_MS);
                acts.add(new Act(at, () -> changesLight(remote, mood / CHANGES_LIGHT)));
            }
            untilMs = Math.max(untilMs, stay.toMs());
            boolean last = i + 1 == stays.size() || stays.get(i + 1).fromMs() > untilMs + SLACK_MS;
            if (last && Noise.point(seed ^ 9, untilMs + stay.who()) < PRESSES_OFF) {
                acts.add(new Act(untilMs - FINDS_THE_WALL_MS, () -> leaves(remote)));
            }
        }
        acts.sort(Comparator.comparingLong(Act::atMs));
        return acts;
    }

    private boolean dark(Simulated remote) {
        return lights.in(remote.area()).stream()
                .noneMatch(zone -> zone.type().uiClass().equals("Light")
                        && zone.type().kind().equals("ACTUATOR")
                        && OfficeLights.level(zone) > 0);
    }

    /** Whether the lights of its room do not go on by themselves. */
    private boolean onByHand(Simulated remote) {
        return lights.in(remote.area()).stream()
                .noneMatch(sensor -> sensor.note(OfficeSensors.MODE).equals("Active"));
    }

    private void comesIn(Simulated remote) {
        int on = Remotes.buttonFor(remote, true);
        if (on > 0 && onByHand(remote) && dark(remote)) {
            remotes.tap(remote, on);
        }
    }

    private void leaves(Simulated remote) {
        int off = Remotes.buttonFor(remote, false);
        if (off > 0 && onByHand(remote) && !dark(remote)) {
            remotes.tap(remote, off);
        }
    }

    /** Somebody wants less, or a little more, or the other scene. */
    private void changesLight(Simulated remote, double mood) {
        int lower = Remotes.buttonWith(remote, "-");
        int raise = Remotes.buttonWith(remote, "+");
        if (dark(remote) || lower == 0 || raise == 0) {
            return;
        }
        if (mood < 0.4) {
            remotes.hold(remote, lower, 1_100);
        } else if (mood < 0.6) {
            remotes.hold(remote, raise, 500);
        } else if (mood < 0.8) {
            remotes.tap(remote, 2);
        } else {
            remotes.multiTap(remote, 1);
        }
    }
}
