package io.candelabra.admin;

import io.candelabra.dialect.api.DeclaredKind;
import io.candelabra.dialect.api.Entrance;
import io.candelabra.dialect.api.SettingLines;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.WayIn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads the declarations of a settings file: lines whose names have three parts, {@code kind.name.setting}. A setting that is not
 * known is an error that suggests the nearest known one. Secrets are read from the files that the lines name.
 */
public final class DeclaredFile {
    private static final String PROGRAM = "integration";
    private static final Set<String> OF_EVERY_PROGRAM =
            Set.of("dialect", "site", "how", "user", "rights", "password-file");

    private DeclaredFile() {}

    /**
     * @param entrances of the dialects to which programs are let in
     * @throws IllegalArgumentException with file, line's name and reason where one cannot be
     */
    public static Declarations read(Path file, Map<String, String> lines, List<Entrance> entrances) {
        Map<String, Set<String>> known = known(entrances);
        Map<String, Map<String, Map<String, String>>> kinds = new HashMap<>();
        new TreeMap<>(lines).forEach((name, value) -> {
            String[] parts = parts(file, name, known);
            kinds.computeIfAbsent(parts[0], kind -> new TreeMap<>())
                    .computeIfAbsent(parts[1], n -> new LinkedHashMap<>())
                    .put(parts[2], value);
        });
        List<Declarations.Program> programs = new ArrayList<>();
        each(file, PROGRAM, kinds, (name, about) -> programs.add(program(name, about, entrances)));
        List<Declarations.Thing> things = new ArrayList<>();
        for (Entrance entrance : entrances) {
            for (DeclaredKind<?> kind : entrance.declares()) {
                each(
                        file,
                        kind.kind(),
                        kinds,
                        (name, about) -> things.add(new Declarations.Thing(
                                kind, name, kind.reading().apply(about))));
            }
        }
        return new Declarations(true, programs, things);
    }

    /** The settings that there are, by their kinds. */
    private static Map<String, Set<String>> known(List<Entrance> entrances) {
        Map<String, Set<String>> known = new TreeMap<>();
        Set<String> ofPrograms = new TreeSet<>(OF_EVERY_PROGRAM);
        for (Entrance entrance : entrances) {
            entrance.number().ifPresent(ofPrograms::add);
            entrance.ways().forEach(way -> entrance.secrets(way).forEach(secret -> ofPrograms.add(secret.line())));
            entrance.declares().forEach(kind -> known.put(kind.kind(), kind.settings()));
        }
        known.put(PROGRAM, ofPrograms);
        return known;
    }

    @FunctionalInterface
    private interface Reading {
        void of(String name, SettingLines about);
    }

    private static void each(
            Path file, String kind, Map<String, Map<String, Map<String, String>>> kinds, Reading reading) {
        kinds.getOrDefault(kind, Map.of())
                .forEach((name, values) -> reading.of(name, new SettingLines(file, kind + "." + name, values)));
    }

    /** Kind, name and setting; a name may have dots in it. */
    private static String[] parts(Path file, String line, Map<String, Set<String>> kinds) {
        int first = line.indexOf('.');
        int last = line.lastIndexOf('.');
        String kind = first < 0 ? line : line.substring(0, first);
        if (!kinds.containsKey(kind)) {
            throw unknown(file, line, Nearest.to(kind, kinds.keySet()) + "." + line.substring(first + 1));
        }
        Set<String> known = kinds.getOrDefault(kind, Set.of());
        String setting = line.substring(last + 1);
        String name = last > first ? line.substring(first + 1, last) : "";
        if (name.isEmpty() || !known.contains(setting)) {
            String nearest = Nearest.to(setting, new TreeSet<>(known));
            throw unknown(file, line, kind + "." + (name.isEmpty() ? "NAME" : name) + "." + nearest);
        }
        return new String[] {kind, name, setting};
    }

    private static IllegalArgumentException unknown(Path file, String line, String nearest) {
        return new IllegalArgumentException(
                file + " sets " + line + ", which is no setting; did you mean " + nearest + "?");
    }

    private static Declarations.Program program(String name, SettingLines about, List<Entrance> entrances) {
        String dialect = about.needed("dialect");
        Entrance entrance = entrances.stream()
                .filter(e -> e.dialect().equals(dialect))
                .findFirst()
                .orElseThrow(() -> about.wrong(
                        "dialect", "cannot be " + dialect + "; did you mean " + nearest(dialect, entrances) + "?"));
        WayIn way = about.one("how", WayIn.class).orElse(entrance.ways().getFirst());
        String user = about.text("user").orElse("");
        String password = about.secret("password-file").orElse("");
        Map<String, String> secrets = new HashMap<>();
        for (WayIn one : entrance.ways()) {
            for (Entrance.Secret shown : entrance.secrets(one)) {
                about.secret(shown.line()).ifPresent(s -> secrets.put(shown.name(), s));
            }
        }
        // a secret that is made up here would be told to nobody
        for (Entrance.Secret shown : entrance.secrets(way)) {
            if (!secrets.containsKey(shown.name()) && !(shown.ofAccount() && !user.isEmpty())) {
                throw about.wrong(
                        shown.line(),
                        shown.ofAccount() ? "is needed, unless user names somebody who has one" : "is needed");
            }
        }
        if (way == WayIn.LOGIN && user.isEmpty() && password.isEmpty()) {
            throw about.wrong("password-file", "is needed, unless user names somebody who has one");
        }
        Order.AddIntegration order = new Order.AddIntegration(
                name,
                dialect,
                about.needed("site"),
                Optional.of(way),
                user,
                password,
                number(about, entrances),
                about.one("rights", Verb.class));
        return new Declarations.Program(order, secrets);
    }

    /** Under whatever name a dialect gives it: one that has no numbers refuses it in its own words later. */
    private static Optional<Integer> number(SettingLines about, List<Entrance> entrances) {
        return entrances.stream()
                .flatMap(entrance -> entrance.number().stream())
                .flatMap(word -> about.number(word).stream())
                .findFirst();
    }

    private static String nearest(String dialect, List<Entrance> entrances) {
        return Nearest.to(
                dialect, entrances.stream().map(Entrance::dialect).collect(Collectors.toCollection(TreeSet::new)));
    }
}
