package io.candelabra.admin;

import io.candelabra.dialect.api.DeclaredKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The declarations of a settings file, beside its options. They hold at each start: a thing that is as declared is left alone,
 * another one is set, and an integration that the file no longer names is ended.
 *
 * @param given whether there is a settings file at all: without one, nothing is ended
 * @param things what dialects alone know, in the order in which it was read
 */
public record Declarations(boolean given, List<Program> programs, List<Thing> things) {
    public static final Declarations NONE = new Declarations(false, List.of(), List.of());

    public Declarations {
        programs = List.copyOf(programs);
        things = List.copyOf(things);
    }

    /**
     * A program to let in.
     *
     * @param secrets its keys, by their names, from the files that are named
     */
    public record Program(Order.AddIntegration order, Map<String, String> secrets) {
        public Program {
            secrets = Map.copyOf(secrets);
        }

        /** Never the secrets. */
        @Override
        public String toString() {
            return "Program[" + order.name() + "]";
        }
    }

    /**
     * A thing of a kind that one dialect alone knows.
     *
     * @param name the part of the lines' names that says which one
     * @param value as the kind read it
     */
    public record Thing(DeclaredKind<?> kind, String name, Object value) {
        /** Never the value, which may hold a secret. */
        @Override
        public String toString() {
            return "Thing[" + kind.kind() + "." + name + "]";
        }
    }

    Set<String> names() {
        return programs.stream().map(p -> p.order().name()).collect(Collectors.toSet());
    }

    /** The things of a kind, by their names. */
    public <T> Map<String, T> of(DeclaredKind<T> kind) {
        Map<String, T> found = new LinkedHashMap<>();
        for (Thing thing : things) {
            if (thing.kind().equals(kind)) {
                found.put(thing.name(), kind.type().cast(thing.value()));
            }
        }
        return found;
    }

    /** The same where a home's site may be named by the home's file. */
    public Declarations naming(Map<String, String> sites) {
        return new Declarations(
                given,
                programs.stream()
                        .map(p -> new Program(p.order().at(of(sites, p.order().site())), p.secrets()))
                        .toList(),
                things.stream()
                        .map(thing -> thing.kind().namedBySite()
                                ? new Thing(thing.kind(), of(sites, thing.name()), thing.value())
                                : thing)
                        .toList());
    }

    private static String of(Map<String, String> sites, String name) {
        return sites.getOrDefault(name, name);
    }
}
