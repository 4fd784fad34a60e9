package io.candelabra.model;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One command to one device, in the words of its type.
 *
 * @param delayMs how long to wait after the command before it, in ms of site time
 * @param lockLevel priority level of locks that it asks for; 0 for none
 * @param sensitive indexes of parameters that must not be shown or logged
 */
public record DeviceCommand(String name, List<Value> parameters, long delayMs, int lockLevel, List<Integer> sensitive) {
    public DeviceCommand {
        parameters = List.copyOf(parameters);
        sensitive = List.copyOf(sensitive);
    }

    /** The same, with these parameters marked as secrets too, as far as it has them. */
    public DeviceCommand hiding(Set<Integer> indexes) {
        List<Integer> all = Stream.concat(sensitive.stream(), indexes.stream().filter(i -> i < parameters.size()))
                .distinct()
                .sorted()
                .toList();
        return all.size() == sensitive.size() ? this : new DeviceCommand(name, parameters, delayMs, lockLevel, all);
    }

    public static DeviceCommand of(String name, Value... parameters) {
        return new DeviceCommand(name, List.of(parameters), 0, 0, List.of());
    }
}
