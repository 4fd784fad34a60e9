package io.candelabra.model;

import java.util.Set;

/**
 * The things that rights are about, one by one: a target is the id of a device, or {@link #ALL} for every device.
 *
 * @param views the targets that are seen
 * @param controls the commands that may be given; to what is not seen none is
 * @param roles names of {@link Resource.Role} whose permissions are added
 */
public record Reach(Set<String> views, Set<Control> controls, Set<String> roles) {
    /** The target that is every device, and the command that is every command. */
    public static final String ALL = "*";
    /** So many permissions one reach has at most. */
    public static final int MOST = 5_000;

    /** Nothing at all: who is given it knows of the site and sees none of it. */
    public static final Reach NOTHING = new Reach(Set.of(), Set.of(), Set.of());

    public Reach {
        views = Set.copyOf(views);
        controls = Set.copyOf(controls);
        roles = Set.copyOf(roles);
    }

    /** A command to a target; both may be {@link #ALL}. */
    public record Control(String target, String command) {}

    /** Whether a device is among what is seen. */
    public boolean sees(DeviceId device) {
        return views.contains(ALL) || views.contains(device.value());
    }

    /** Whether a command to a device is among what may be given. */
    public boolean controls(DeviceId device, String command) {
        return controls(device.value(), command) || controls(ALL, command);
    }

    private boolean controls(String target, String command) {
        return controls.contains(new Control(target, command)) || controls.contains(new Control(target, ALL));
    }

    /** How many permissions it has. */
    public int size() {
        return views.size() + controls.size() + roles.size();
    }
}
