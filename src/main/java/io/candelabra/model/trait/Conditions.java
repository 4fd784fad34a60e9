package io.candelabra.model.trait;

import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The two conditions of an {@link Effect}, as texts.
 *
 * <ul>
 *   <li>{@code when}: {@code $1 number}, {@code $1 word}, {@code $1 is eco|comfort} (one of these), {@code $1 is not off},
 *       {@code $1 over 3}, {@code $1 has "absence":"on"} (its text contains that); a state before the command instead of a parameter, as in
 *       {@code @core:OnOffState is off}; and several of these with {@code &} between them, which all have to hold.
 *   <li>{@code after}: an amount and a unit, {@code ms}, {@code s}, {@code min} or {@code d}. Amounts are numbers, parameters
 *       {@code $1}, states {@code @core:SomeState}, and sums of them; {@code $1x$3} is the first, once and as many times
 *       again as the third says; {@code or 120} stands in where it is not known or 0. What stays unknown never happens; 0 is at
 *       once.
 * </ul>
 */
final class Conditions {
    private static final long LONGEST_MS = 366L * 24 * 3_600_000;

    private Conditions() {}

    static boolean holds(String when, List<Value> given, States before) {
        return when.isEmpty() || Stream.of(when.split(" & ")).allMatch(condition -> one(condition, given, before));
    }

    private static boolean one(String condition, List<Value> given, States before) {
        int blank = condition.indexOf(' ');
        String subject = condition.substring(0, blank);
        Value value = subject.startsWith("@") ? before.value(subject.substring(1)) : parameter(subject, given);
        String test = condition.substring(blank + 1);
        boolean number = !Double.isNaN(value.asNumber()) && !(value instanceof Value.Flag);
        if (test.equals("number") || test.equals("word")) {
            return test.equals("number") ? number : value instanceof Value.Text && !number;
        }
        if (test.startsWith("over ")) {
            return value.asNumber() > Double.parseDouble(test.substring(5));
        }
        if (test.startsWith("is not ")) {
            return !words(test.substring(7)).contains(value.asText());
        }
        return test.startsWith("is ")
                ? words(test.substring(3)).contains(value.asText())
                : test.startsWith("has ") && value.asText().contains(test.substring(4));
    }

    private static List<String> words(String alternatives) {
        return List.of(alternatives.split("\\|"));
    }

    /** Milliseconds from the command until the effect: 0 for at once; empty for never. */
    static OptionalLong afterMs(String after, List<Value> given, States before) {
        if (after.isEmpty()) {
            return OptionalLong.of(0);
        }
        int blank = after.lastIndexOf(' ');
        String amounts = after.substring(0, blank);
        int or = amounts.indexOf(" or ");
        double sum = 0;
        for (String term : (or < 0 ? amounts : amounts.substring(0, or)).split("\\+")) {
            sum += amount(term, given, before);
        }
        double known = !(sum > 0) && or >= 0 ? Double.parseDouble(amounts.substring(or + 4)) : sum;
        long unitMs =
                switch (after.substring(blank + 1)) {
                    case "ms" -> 1;
                    case "s" -> 1_000;
                    case "min" -> 60_000;
                    case "d" -> 24 * 3_600_000;
                    default -> throw new IllegalArgumentException("no unit of time: " + after);
                };
        return Double.isNaN(known)
                ? OptionalLong.empty()
                : OptionalLong.of(Math.clamp(Math.round(known * unitMs), 0, LONGEST_MS));
    }

    private static double amount(String term, List<Value> given, States before) {
        int times = term.indexOf('x');
        if (term.startsWith("$") && times > 0) {
            double again = parameter(term.substring(times + 1), given).asNumber();
            return parameter(term.substring(0, times), given).asNumber() * (1 + (Double.isNaN(again) ? 0 : again));
        }
        if (term.startsWith("$")) {
            return parameter(term, given).asNumber();
        }
        return term.startsWith("@") ? before.number(term.substring(1)) : Double.parseDouble(term);
    }

    private static Value parameter(String dollar, List<Value> given) {
        int index = Integer.parseInt(dollar.substring(1)) - 1;
        return index < given.size() ? given.get(index) : Value.NOTHING;
    }

    /** Whether the kind of a state holds trees of JSON. */
    static boolean isTree(State.Kind kind) {
        return kind == State.Kind.JSON_ARRAY || kind == State.Kind.JSON_OBJECT;
    }
}
