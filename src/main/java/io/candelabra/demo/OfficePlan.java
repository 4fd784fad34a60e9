package io.candelabra.demo;

/** The office room by room. The order counts: numbers are given in it, so they are the same every time. */
final class OfficePlan {
    private static final String NAME = "Meridian House";
    /** The rooms, what they are for, their floor, and how many people have their place there. */
    private static final String ROOMS = "lobby:HALL:0:0,reception:DESKS:0:2,cafe:CAFE:0:1,dock:OTHER:0:0,"
            + "north:DESKS:1:16,south:DESKS:1:14,curie:MEETING:1:8,stairs-1:STAIRS:1:0,"
            + "board:MEETING:2:12,director:DESKS:2:1,library:LIBRARY:2:8,server:OTHER:2:0,stairs-2:STAIRS:2:0";

    private final OfficeDrawing draw;

    OfficePlan(long nowMs) {
        this.draw = new OfficeDrawing(nowMs);
    }

    DemoOffice build() {
        draw.profile(NAME);
        draw.processor(
                "1042-7300-0001",
                "Hub ground and first floor",
                "{\"model\":\"HJS-2-FM\",\"deviceType\":\"ViveHub\",\"serial\":73000001,\"firmware\":\"01.13.04\","
                        + "\"apiLicence\":true,\"powerLicence\":true}",
                "server=1 rooms=" + ROOMS);
        draw.processor(
                "1042-7300-0002",
                "Hub second floor",
                "{\"model\":\"HJS-2-FM\",\"deviceType\":\"ViveHub\",\"serial\":73000002,\"firmware\":\"01.13.04\","
                        + "\"apiLicence\":true,\"powerLicence\":false}",
                "rooms=" + ROOMS);
        draw.area("house", "", NAME, "");
        groundFloor();
        firstFloor();
        secondFloor();
        draw.houseScenes();
        draw.emergency("1", "Emergency lighting");
        return draw.done();
    }

    private void groundFloor() {
        draw.behind("1042-7300-0001");
        draw.area("ground", "house", "Ground Floor", "");
        draw.room("lobby", "ground", "Lobby", "Active");
        draw.dimmed("Chandelier", 60, 180);
        draw.dimmed("Downlights", 40, 120);
        draw.note("emergency=1");
        draw.white("Cove", 30, 3000, 90);
        draw.sensor("Lobby sensor", 82);
        draw.remote("Lobby remote", "On", "Favorite", "Raise", "Lower", "Off");
        draw.scenes(4);
        draw.room("reception", "ground", "Reception", "Active");
        draw.dimmed("Desk pendants", 70, 60);
        draw.receptacle("Desk sockets", true, 150);
        draw.note("occupied=100");
        draw.contact("Front door strike", true);
        draw.sensor("Reception sensor", 74);
        draw.remote("Reception remote", "On", "Favorite", "Raise", "Lower", "Off");
        draw.room("cafe", "ground", "Café", "Active");
        draw.dimmed("Bar", 50, 80);
        draw.dimmed("Tables", 50, 160);
        draw.switched("Menu boards", true, 120);
        draw.note("clock=7-17");
        draw.receptacle("Espresso socket", true, 1800);
        draw.note("clock=7-18");
        draw.shade("Café shades", 70);
        draw.note("facing=south");
        draw.sensor("Café sensor", 9);
        draw.note("ailing=PROGRAMMING");
        draw.scenes(4);
        draw.room("dock", "ground", "Loading Dock", "Vacancy");
        draw.switched("Dock lights", false, 400);
        draw.note("clock=6.5-18.5");
        draw.away(draw.switched("Yard floodlight", false, 300));
        draw.contact("Dock gate", true);
        draw.leg("Dock ballast row", 41_800, "Dock lights");
    }

    private void firstFloor() {
        draw.area("first", "house", "First Floor", "");
        draw.room("north", "first", "Open Office North", "Active");
        draw.white("North row A", 80, 4000, 240);
        draw.note("window=0.9");
        draw.white("North row B", 80, 4000, 240);
        draw.note("window=0.4");
        draw.dimmed("North corridor", 40, 90);
        draw.note("emergency=1");
        draw.receptacle("North desk sockets", true, 600);
        draw.note("occupied=100");
        draw.shade("North shades", 40);
        draw.note("facing=north");
        draw.sensor("North sensor 1", 91);
        draw.note("part=0 parts=2");
        draw.sensor("North sensor 2", 88);
        draw.note("part=1 parts=2");
        draw.daylight("North daylight sensor", 430);
        draw.remote("North remote", "On", "Favorite", "Raise", "Lower", "Off");
        draw.leg("North ballast row A", 12_300, "North row A");
        draw.leg("North ballast row B", 12_900, "North row B");
        draw.scenes(4);
        draw.room("south", "first", "Open Office South", "Active");
        draw.white("South row A", 60, 3500, 240);
        draw.note("window=1.0");
        draw.white("South row B", 60, 3500, 240);
        draw.note("window=0.5");
        draw.dimmed("South corridor", 40, 90);
        draw.note("emergency=1");
        draw.receptacle("South desk sockets", false, 600);
        draw.note("occupied=100");
        draw.shade("South shades", 100);
        draw.note("facing=south");
        draw.sensor("South sensor", 66);
        draw.daylight("South daylight sensor", 510);
        draw.remote("South remote", "On", "Favorite", "Raise", "Lower", "Off");
        draw.leg("South ballast row", 38_700, "South row A");
        draw.scenes(4);
        draw.room("curie", "first", "Meeting Room Curie", "Vacancy");
        draw.dimmed("Curie table", 0, 90);
        draw.dimmed("Curie wall", 0, 60);
        draw.switched("Curie screen", false, 200);
        draw.shade("Curie shades", 100);
        draw.note("facing=south");
        draw.sensor("Curie sensor", 54);
        draw.remote("Curie remote", "On", "Presentation", "Raise", "Lower", "Off");
        draw.scenes(4);
        draw.room("stairs-1", "first", "Staircase First Floor", "Active");
        draw.switched("Stairs first floor", true, 60);
        draw.note("occupied=100 emergency=1");
        draw.dimmed("Landing first floor", 30, 30);
        draw.note("emergency=1");
        draw.sensor("Stairs sensor first floor", 71);
    }

    private void secondFloor() {
        draw.behind("1042-7300-0002");
        draw.area("second", "house", "Second Floor", "");
        draw.room("board", "second", "Boardroom", "Vacancy");
        draw.dimmed("Board table", 0, 200);
        draw.dimmed("Board perimeter", 20, 110);
        draw.white("Board art", 40, 2800, 60);
        draw.contact("Board screen lift", true);
        draw.shade("Board shades", 50);
        draw.note("facing=south");
        draw.sensor("Board sensor", 77);
        draw.remote("Board remote", "On", "Presentation", "Raise", "Lower", "Off");
        draw.leg("Board driver row", 6_200, "Board table");
        draw.scenes(4);
        draw.room("director", "second", "Director's Office", "Vacancy");
        draw.dimmed("Director ceiling", 65, 100);
        draw.dimmed("Director desk", 65, 20);
        draw.white("Director shelf", 50, 3200, 30);
        draw.sensor("Director sensor", 83);
        draw.remote("Director remote", "On", "Favorite", "Raise", "Lower", "Off");
        draw.scenes(3);
        draw.room("library", "second", "Library", "Active");
        draw.dimmed("Library stacks", 35, 140);
        draw.note("clock=-21 ailing=LAMP");
        draw.dimmed("Library reading tables", 75, 80);
        draw.note("clock=-21");
        draw.switched("Library signs", true, 30);
        draw.note("clock=7.5-19");
        draw.remote("Library remote", "On", "Off");
        draw.leg("Library driver row", 44_900, "Library stacks");
        draw.room("server", "second", "Server Room", "Unused");
        draw.switched("Server room lights", false, 150);
        draw.contact("Cooling release", false);
        draw.room("stairs-2", "second", "Staircase Second Floor", "Inactive");
        draw.switched("Stairs second floor", true, 60);
        draw.note("occupied=100 emergency=1");
        draw.dimmed("Landing second floor", 30, 30);
        draw.note("emergency=1");
        draw.sensor("Stairs sensor second floor", 69);
    }
}
