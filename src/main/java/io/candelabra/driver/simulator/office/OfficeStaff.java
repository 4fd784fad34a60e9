package io.candelabra.driver.simulator.office;

import io.candelabra.driver.simulator.field.Noise;
import io.candelabra.driver.simulator.life.Sky;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The people of an office building, and where each is at any moment. Every desk has a person with habits of their own: early
 * or late, days off, lunch in the café or outside, meetings; in the evening cleaners go through the rooms. At weekends somebody
 * is on duty at one desk, few others come, a caretaker makes rounds and the cleaners work by day. A function of the seed and
 * the day alone: all gateways of a building see the same people, and a restart changes nothing.
 */
final class OfficeStaff {
    private static final long MINUTE_MS = 60_000;
    private static final int DAYS_KEPT = 3;
    private static final int DAYS_AHEAD = 5;
    private static final int CLEANER = 1_000_000;
    private static final int CARETAKER = CLEANER + 1;
    /** When the caretaker sets off at weekends, in hours. */
    private static final double[] ROUNDS = {8.2, 10.7, 13.2, 15.7, 18.2, 20.7};

    /** The use of a room. */
    enum Kind {
        HALL,
        STAIRS,
        DESKS,
        CAFE,
        MEETING,
        LIBRARY,
        OTHER
    }

    /** @param seats how many people have their place there, or fit in */
    record Room(String id, Kind kind, int floor, int seats) {}

    /** Somebody is in a room for a while. */
    record Stay(String room, long fromMs, long toMs, int who) {}

    private final Sky sky;
    private final long seed;
    private final Map<String, Room> rooms = new LinkedHashMap<>();
    private final Map<LocalDate, Map<String, List<Stay>>> days = new LinkedHashMap<>();

    /** @param plan the rooms as {@code id:kind:floor:seats}, with commas between */
    OfficeStaff(String plan, Sky sky, long seed) {
        this.sky = sky;
        this.seed = seed;
        for (String room : plan.split(",")) {
            String[] parts = room.split(":");
            // what is kept may have broken: a room that is none is not there
            if (parts.length == 4 && parts[2].matches("-?[0-9]{1,4}") && parts[3].matches("[0-9]{1,4}")) {
                Stream.of(Kind.values())
                        .filter(kind -> kind.name().equals(parts[1]))
                        .forEach(kind -> rooms.put(
                                parts[0],
                                new Room(parts[0], kind, Integer.parseInt(parts[2]), Integer.parseInt(parts[3]))));
            }
        }
    }

    boolean knows(String room) {
        return rooms.containsKey(room);
    }

    /** The people in a room on a day, in the order in which they come. */
    List<Stay> stays(String room, LocalDate day) {
        return of(day).getOrDefault(room, List.of());
    }

    /** Whether anybody is in a part of a room; everyone has their own corner of it. */
    boolean present(String room, int part, int parts, long atMs) {
        return stays(room, sky.local(atMs).toLocalDate()).stream()
                .anyMatch(stay -> stay.fromMs() <= atMs && atMs < stay.toMs() && in(stay, part, parts));
    }

    /** When somebody comes next; some days from now at the latest. */
    long nextArrival(String room, int part, int parts, long afterMs) {
        LocalDate day = sky.local(afterMs).toLocalDate();
        for (int i = 0; i < DAYS_AHEAD; i++) {
            for (Stay stay : stays(room, day.plusDays(i))) {
                if (stay.fromMs() > afterMs && in(stay, part, parts)) {
                    return stay.fromMs();
                }
            }
        }
        return day.plusDays(DAYS_AHEAD).atStartOfDay(sky.zone()).toInstant().toEpochMilli();
    }

    /** Whether people have their places there. */
    private static boolean isStaffed(Room room) {
        return room.kind() == Kind.DESKS || room.kind() == Kind.CAFE;
    }

    private static boolean in(Stay stay, int part, int parts) {
        return stay.who() >= CLEANER || stay.who() % parts == part;
    }

    private Map<String, List<Stay>> of(LocalDate day) {
        Map<String, List<Stay>> known = days.get(day);
        if (known == null) {
            known = new Day(day).stays();
            days.put(day, known);
            if (days.size() > DAYS_KEPT + DAYS_AHEAD) {
                days.remove(days.keySet().iterator().next());
            }
        }
        return known;
    }

    private long key(String room, int number) {
        return seed * 31 + room.hashCode() * 1_009L + number;
    }

    /** One day, put together when it is first asked for. */
    private final class Day {
        private final LocalDate day;
        private final boolean weekend;
        /** The person whose turn it is at a weekend, counted as desks are; -1 on working days. */
        private final int onDuty;

        private final Map<String, List<Stay>> found = new LinkedHashMap<>();

        Day(LocalDate day) {
            this.day = day;
            this.weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            int desks = rooms.values().stream()
                    .filter(OfficeStaff::isStaffed)
                    .mapToInt(Room::seats)
                    .sum();
            this.onDuty = weekend ? (int) (draw(seed, 41) * desks) : -1;
        }

        Map<String, List<Stay>> stays() {
            int who = 0;
            for (Room room : rooms.values()) {
                if (isStaffed(room)) {
                    for (int seat = 0; seat < room.seats(); seat++) {
                        person(room, who++, key(room.id(), seat));
                    }
                }
            }
            cleaners();
            caretaker();
            found.values().forEach(stays -> stays.sort(Comparator.comparingLong(Stay::fromMs)));
            return found;
        }

        private double draw(long key, int what) {
            return Noise.point(key, day.toEpochDay() * 64 + what);
        }

        private void person(Room home, int who, long key) {
            double[] hours = hours(home, who, key);
            if (hours.length == 0) {
                return;
            }
            walk(who, 0, home.floor(), hours[0], true);
            double at = hours[0];
            for (Errand errand : weekend && who != onDuty ? List.<Errand>of() : errands(home, key, hours)) {
                if (errand.from() < at + 0.1 || errand.to() > hours[1] - 0.2) {
                    continue;
                }
                add(home.id(), at, errand.from(), who);
                if (errand.room() == null) {
                    walk(who, 0, home.floor(), errand.from() + 0.05, false);
                    walk(who, 0, home.floor(), errand.to(), true);
                } else {
                    add(errand.room().id(), errand.from(), errand.to(), who);
                    stairs(who, home.floor(), errand.room().floor(), errand.from());
                    stairs(who, home.floor(), errand.room().floor(), errand.to());
                }
                at = errand.to();
            }
            add(home.id(), at, hours[1], who);
            walk(who, 0, home.floor(), hours[1] + 0.05, false);
        }

        /** When a person comes and goes, in hours; empty on a day off. */
        private double[] hours(Room home, int who, long key) {
            if (who == onDuty) {
                double from = 8.5 + draw(key, 2);
                return new double[] {from, from + 8 + draw(key, 3)};
            }
            if (weekend) {
                boolean comes = Noise.point(key, -6) < 0.15 && draw(key, 5) < 0.3;
                double from = 9.5 + 2 * draw(key, 2);
                return comes ? new double[] {from, from + 2 + 2 * draw(key, 3)} : new double[0];
            }
            int dayOff = 1 + (int) (5 * Noise.point(key, -2));
            boolean free = Noise.point(key, -1) < 0.2 && day.getDayOfWeek().getValue() == dayOff;
            boolean remote = day.getDayOfWeek() == DayOfWeek.FRIDAY && Noise.point(key, -3) < 0.3;
            if (home.kind() == Kind.DESKS && (free || remote || draw(key, 1) < 0.07)) {
                return new double[0];
            }
            double from = (home.kind() == Kind.CAFE ? 7 : 7.3 + 2 * Noise.point(key, -4)) + 0.4 * draw(key, 2);
            double extra = draw(key, 4) < 0.04 ? 2.5 : 0;
            double length = 7.9 + 1.3 * Noise.point(key, -5) + 0.5 * draw(key, 3) + extra;
            return new double[] {from, Math.min(from + length, 23)};
        }

        private List<Errand> errands(Room home, long key, double[] hours) {
            List<Errand> errands = new ArrayList<>();
            double lunch = 11.7 + 1.2 * Noise.point(key, -7) + 0.3 * draw(key, 6);
            boolean inside = home.kind() != Kind.CAFE && draw(key, 7) < 0.7;
            for (Room room : rooms.values()) {
                switch (room.kind()) {
                    case CAFE -> {
                        if (inside) {
                            errands.add(new Errand(room, lunch, lunch + 0.4 + 0.3 * draw(key, 8)));
                        }
                        double coffee = hours[0] + 1.5 + 6 * draw(key, 9);
                        if (home.kind() == Kind.DESKS && draw(key, 10) < 0.6) {
                            errands.add(new Errand(room, coffee, coffee + 0.15));
                        }
                    }
                    case MEETING -> meetings(room, key, errands);
                    case LIBRARY -> {
                        double read = 9.5 + 6 * draw(key, 11);
                        if (home.kind() == Kind.DESKS && draw(key, 12) < 0.15) {
                            errands.add(new Errand(room, read, read + 0.3 + 0.5 * draw(key, 13)));
                        }
                    }
                    case HALL, STAIRS, DESKS, OTHER -> {}
                }
            }
            if (!inside) {
                errands.add(new Errand(null, lunch, lunch + 0.5 + 0.4 * draw(key, 8)));
            }
            errands.sort(Comparator.comparingDouble(Errand::from));
            return errands;
        }

        /** The room decides whether a meeting is held; the person decides whether to go there. */
        private void meetings(Room room, long key, List<Errand> errands) {
            for (int slot = 9; slot < 17; slot++) {
                long meeting = key(room.id(), slot);
                if (slot != 12 && draw(meeting, 20) < 0.35) {
                    double from = slot + (draw(meeting, 21) < 0.3 ? 0.5 : 0);
                    double to = from + (draw(meeting, 22) < 0.5 ? 0.45 : 0.9);
                    if (draw(key ^ meeting, 23) < room.seats() / 60.0) {
                        errands.add(new Errand(room, from, to));
                    }
                }
            }
        }

        /** Through hall and stairs, to a desk or from there. */
        private void walk(int who, int from, int to, double hour, boolean in) {
            double door = in ? hour - 0.05 : hour;
            for (Room room : rooms.values()) {
                if (room.kind() == Kind.HALL) {
                    add(room.id(), door - 0.02, door + 0.02, who);
                }
            }
            stairs(who, from, to, in ? hour : hour - 0.03);
        }

        private void stairs(int who, int from, int to, double hour) {
            for (Room room : rooms.values()) {
                boolean between = room.floor() > Math.min(from, to) && room.floor() <= Math.max(from, to);
                if (room.kind() == Kind.STAIRS && between) {
                    add(room.id(), hour - 0.02, hour, who);
                }
            }
        }

        private void cleaners() {
            double at = (weekend ? 10 : 18.3) + 0.5 * draw(seed, 40);
            for (Room room : rooms.values()) {
                double takes = room.kind() == Kind.DESKS ? 0.05 + 0.02 * Math.min(room.seats(), 12) : 0.1;
                if (room.kind() != Kind.OTHER) {
                    add(room.id(), at, at + takes, CLEANER);
                    at += takes + 0.02;
                }
            }
        }

        /** Through all rooms one after the other, a few minutes in each. */
        private void caretaker() {
            for (double setsOff : weekend ? ROUNDS : new double[0]) {
                double at = setsOff + 0.3 * draw(seed, (int) (42 + setsOff));
                for (Room room : rooms.values()) {
                    add(room.id(), at, at + 0.08, CARETAKER);
                    at += 0.1;
                }
            }
        }

        private void add(String room, double fromHour, double toHour, int who) {
            if (toHour > fromHour) {
                found.computeIfAbsent(room, r -> new ArrayList<>()).add(new Stay(room, ms(fromHour), ms(toHour), who));
            }
        }

        private long ms(double hour) {
            long ofDay = Math.clamp(Math.round(hour * 3600), 0, 86_399);
            return ZonedDateTime.of(day, LocalTime.ofSecondOfDay(ofDay), sky.zone())
                    .toInstant()
                    .toEpochMilli();
        }
    }

    /** Where somebody goes from their desk, in hours of the day; {@code room} is null for out of the house. */
    private record Errand(@Nullable Room room, double from, double to) {}

    /** Whether somebody who sits there moves within a minute, so that a sensor notices. */
    boolean moves(String room, int part, long atMs) {
        return Noise.point(key(room, part), atMs / MINUTE_MS) < 0.5;
    }
}
