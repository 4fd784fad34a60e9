package io.candelabra;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import java.util.Set;

/** Calls that {@link ArchitectureTest} and {@link HandedInTest} forbid here and there. */
final class Calls {
    private Calls() {}

    /** The machine's clock, chance that no seed repeats, and waiting. */
    static boolean asksTimeOrChance(CodeUnitAccessTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        boolean handedIn = target.getRawParameterTypes().stream()
                .anyMatch(type ->
                        Set.of("java.time.Clock", "java.time.InstantSource").contains(type.getName()));
        return switch (owner) {
            case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
            case "java.lang.Math" -> name.equals("random");
            case "java.lang.Thread", "java.util.concurrent.TimeUnit" -> name.equals("sleep");
            case "java.util.UUID" -> name.equals("randomUUID");
            case "java.util.concurrent.ThreadLocalRandom", "java.security.SecureRandom" -> true;
            case "java.util.Random", "java.util.Date" ->
                name.equals("<init>") && target.getRawParameterTypes().isEmpty();
            default ->
                owner.startsWith("java.time.")
                        && ((name.equals("now") && !handedIn)
                                || name.startsWith("system")
                                || (owner.equals("java.time.Clock") && name.startsWith("tick") && !handedIn));
        };
    }

    /** The calls that make something run at the same time. */
    static boolean startsThread(CodeUnitAccessTarget target) {
        String name = target.getName();
        return switch (target.getOwner().getName()) {
            case "java.lang.Thread" ->
                name.equals("<init>")
                        || Set.of("start", "ofVirtual", "ofPlatform", "startVirtualThread")
                                .contains(name);
            case "java.lang.Thread$Builder",
                    "java.lang.Thread$Builder$OfVirtual",
                    "java.lang.Thread$Builder$OfPlatform" -> name.equals("start");
            case "java.util.concurrent.Executors", "java.util.concurrent.ForkJoinPool", "java.util.Timer" -> true;
            case "java.util.concurrent.CompletableFuture" -> name.endsWith("Async");
            case "java.util.Collection", "java.util.List", "java.util.Set" -> name.equals("parallelStream");
            default -> name.equals("parallel") && target.getOwner().getName().startsWith("java.util.stream.");
        };
    }

    /** The calls that give all of a site, or of its log, to any caller. */
    static boolean looksBehindAView(CodeUnitAccessTarget target) {
        return switch (target.getOwner().getName()) {
            case "io.candelabra.core.view.View" -> Set.of("state", "whole").contains(target.getName());
            case "io.candelabra.core.site.Sites" ->
                Set.of("state", "read", "tryOut").contains(target.getName());
            default -> false;
        };
    }

    /** Text that reads otherwise on a machine of another language: digits, letters, dates. */
    static boolean followsTheLocale(CodeUnitAccessTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        boolean told = target.getRawParameterTypes().stream()
                .anyMatch(type -> type.getName().equals("java.util.Locale"));
        if (told) {
            return false;
        }
        return switch (owner) {
            case "java.lang.String" ->
                Set.of("format", "formatted", "toLowerCase", "toUpperCase").contains(name);
            case "java.io.PrintStream", "java.io.PrintWriter", "java.io.Console" ->
                Set.of("format", "printf").contains(name);
            case "java.util.Formatter", "java.util.Scanner" -> name.equals("<init>");
            case "java.util.Locale" -> name.equals("getDefault");
            case "java.time.format.DateTimeFormatter" -> name.startsWith("of");
            case "java.time.format.DateTimeFormatterBuilder" -> name.equals("toFormatter");
            default ->
                owner.startsWith("java.text.")
                        && (name.equals("<init>") || name.startsWith("get") || name.equals("format"))
                        && owner.matches(".*(Format|Collator|BreakIterator|Symbols)");
        };
    }

    /** The machine's clock, its resolver of names, and chance that nobody handed in. */
    static boolean asksTheMachine(CodeUnitAccessTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        boolean bare = target.getRawParameterTypes().isEmpty();
        return switch (owner) {
            case "java.lang.System" -> name.equals("currentTimeMillis");
            case "java.util.UUID" -> name.equals("randomUUID");
            case "java.lang.Math" -> name.equals("random");
            case "java.util.concurrent.ThreadLocalRandom" -> true;
            case "java.util.Random", "java.util.SplittableRandom", "java.security.SecureRandom", "java.util.Date" ->
                name.equals("<init>") && bare || name.startsWith("getInstance");
            case "java.util.random.RandomGeneratorFactory" -> name.equals("create") && bare;
            case "java.util.random.RandomGenerator" -> name.equals("getDefault") || name.equals("of");
            case "java.net.InetAddress" ->
                Set.of("getByName", "getAllByName", "getLocalHost").contains(name);
            default ->
                owner.startsWith("java.time.")
                        && (name.startsWith("system")
                                || name.equals("now") && bare
                                || owner.equals("java.time.Clock") && name.startsWith("tick"));
        };
    }
}
