package io.candelabra.model.trait;

import io.candelabra.model.Value;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** States that hold a list of whole numbers, such as lock levels: {@code [3,5]}, as an array or as the text of one. */
final class Lists {
    private Lists() {}

    static Value entered(Value list, Value number) {
        Stream<String> more = Stream.of(word(number)).filter(word -> !word.isEmpty());
        return written(list, Stream.concat(members(list).stream(), more).distinct());
    }

    static Value left(Value list, Value number) {
        String gone = word(number);
        return written(list, members(list).stream().filter(member -> !member.equals(gone)));
    }

    private static Value written(Value before, Stream<String> members) {
        String json = members.collect(Collectors.joining(",", "[", "]"));
        return before instanceof Value.Tree ? new Value.Tree(json) : Value.of(json);
    }

    private static List<String> members(Value list) {
        String inner = list.asText().replaceAll("[\\[\\]\\s]", "");
        return inner.isEmpty() ? List.of() : Arrays.asList(inner.split(","));
    }

    private static String word(Value number) {
        double value = number.asNumber();
        return Double.isNaN(value) ? "" : Long.toString(Math.round(value));
    }
}
